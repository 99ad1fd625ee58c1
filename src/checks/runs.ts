import { type Finding, finding } from "../findings/finding.ts";
import { type Case, listAt, numberAt } from "./submission.ts";

/** Enough runs, each with a seed of its own. */
export function runs({ submission, ruleset }: Case): Finding[] {
  const { result } = submission;
  const list = listAt(result?.value, "runs");
  if (!result || list.length === 0) return [];
  const findings: Finding[] = [];
  const minimum = ruleset?.runs.minimum ?? 1;
  if (list.length < minimum) {
    const place = { file: "result.json", pointer: "/runs", ...result.at(["runs"]) };
    findings.push(finding("runs-too-few", place, { found: list.length, minimum }));
  }
  const first = new Map<number, number>();
  list.forEach((run, index) => {
    const seed = numberAt(run, "seed");
    if (seed === undefined) return;
    const before = first.get(seed);
    if (before === undefined) first.set(seed, index);
    else {
      const pointer = `/runs/${index}/seed`;
      const place = { file: "result.json", pointer, ...result.at(["runs", index, "seed"]) };
      findings.push(finding("seeds-not-distinct", place, { seed, first: before }));
    }
  });
  return findings;
}
