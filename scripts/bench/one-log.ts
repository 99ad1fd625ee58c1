/** `node one-log.ts <content> <folder>`: reads and checks one entry, says how long that took. */
import { checkSubmission } from "../../src/checks/index.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { readSubmission } from "../../src/content-tree/read-submission.ts";
import { peakMemory } from "./child.ts";

export type OneLog = {
  readonly seconds: number;
  readonly lines: number;
  readonly codes: readonly string[];
  readonly peakBytes: number;
};

if (import.meta.main) {
  const [content = "", folder = ""] = process.argv.slice(2);
  const { rulesets } = readRulesets(content);
  const started = performance.now();
  const submission = await readSubmission(folder);
  const surroundings = { rulesets, entries: [], today: "2026-03-01" };
  const findings = checkSubmission(submission, surroundings);
  const report: OneLog = {
    seconds: (performance.now() - started) / 1000,
    lines: submission.logs.get("run-1.jsonl")?.lines ?? 0,
    codes: findings.map(({ code }) => code),
    peakBytes: peakMemory(),
  };
  console.log(JSON.stringify(report));
}
