import { type Finding, finding } from "../findings/finding.ts";
import { nearest } from "./nearest.ts";
import { type Case, listAt, numberAt, textAt } from "./submission.ts";

const SHA256 = /^[0-9a-f]{64}$/;

/** The samples of every run are there, have the digest that is claimed, and are as many as asked. */
export function samples({ submission, ruleset }: Case): Finding[] {
  const { result, items } = submission;
  if (!result) return [];
  const place = (index: number, field: string) => ({
    file: "result.json",
    pointer: `/runs/${index}/samples/${field}`,
    ...result.at(["runs", index, "samples", field]),
  });
  return listAt(result.value, "runs").flatMap((run, index) => {
    const findings: Finding[] = [];
    const name = textAt(run, "samples", "uri");
    const claimed = textAt(run, "samples", "sha256");
    const file = items.find((item) => item.name === name && item.kind === "file");
    if (name !== undefined && !name.includes("://") && !file) {
      const others = items.filter((item) => item.name.endsWith(".npz")).map((item) => item.name);
      const args = { name, nearest: nearest(name, others) };
      findings.push(finding("samples-missing", place(index, "uri"), args));
    }
    const found = file?.sha256 ?? null;
    if (name && found && claimed !== undefined && SHA256.test(claimed) && claimed !== found) {
      const args = { name, found, claimed };
      findings.push(finding("samples-digest-mismatch", place(index, "sha256"), args));
    }
    const count = numberAt(run, "samples", "count");
    const expected = ruleset?.task.samples;
    if (count !== undefined && expected !== undefined && count !== expected) {
      findings.push(finding("samples-count", place(index, "count"), { found: count, expected }));
    }
    return findings;
  });
}
