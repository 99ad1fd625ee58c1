/** `node stages.ts <content>`: all entries on one core, with the time split by stage. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { caseOf, checks } from "../../src/checks/index.ts";
import type { Submission } from "../../src/checks/submission.ts";
import { listOf } from "../../src/content-tree/folder.ts";
import { asNeighbour, entryPaths, neighboursIn } from "../../src/content-tree/neighbours.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { readSubmission } from "../../src/content-tree/read-submission.ts";
import { readingLimits } from "../../src/content-tree/submission-files.ts";
import { JsonText } from "../../src/findings/json-text.ts";
import { readLog } from "../../src/logs/read-log.ts";

/** Seconds; `whole` is reading and checking as the product does it, the stages are its parts. */
export type Stages = Readonly<
  Record<"list" | "read" | "parse" | "logs" | "schema" | "rules" | "whole", number>
> & { readonly findings: number };

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

if (import.meta.main) {
  const [content = ""] = process.argv.slice(2);
  const spent = { list: 0, read: 0, parse: 0, logs: 0, schema: 0, rules: 0, whole: 0 };
  const timed = async (stage: keyof typeof spent, work: () => unknown) => {
    const started = performance.now();
    await work();
    spent[stage] += (performance.now() - started) / 1000;
  };
  const folders: string[] = [];
  await timed("list", () => {
    for (const path of entryPaths(content)) {
      folders.push(join(content, path));
      listOf(join(content, path), readingLimits.items);
    }
  });
  for (const folder of folders) {
    const read = (name: string) => readFileSync(join(folder, name));
    const files: Buffer[] = [];
    await timed("read", () => {
      files.push(...["result.json", "README.md", "run-1.jsonl", "run-2.jsonl"].map(read));
    });
    const [document = Buffer.of(), , ...logs] = files;
    await timed("parse", () => new JsonText(document.toString("utf8")));
    await timed("logs", async () => {
      for (const log of logs) await readLog(one(log));
    });
  }
  const submissions: Submission[] = [];
  await timed("whole", async () => {
    for (const folder of folders) submissions.push(await readSubmission(folder));
  });
  const known = new Map(submissions.map((each, at) => [folders[at] ?? "", asNeighbour(each)]));
  const entries = neighboursIn(content, known);
  const surroundings = { ...readRulesets(content), entries, today: "2026-03-01" };
  let findings = 0;
  for (const check of checks) {
    await timed(check.name === "schema" ? "schema" : "rules", () => {
      for (const each of submissions) findings += check(caseOf(each, surroundings)).length;
    });
  }
  spent.whole += spent.schema + spent.rules;
  console.log(JSON.stringify({ ...spent, findings } satisfies Stages));
}
