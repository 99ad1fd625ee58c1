import { type Finding, finding } from "../findings/finding.ts";
import { type Case, listAt, numberAt, textAt } from "./submission.ts";

/** Steps × batch is what the log counts as samples seen, at the last evaluation point. */
export function batch({ submission: { result, logs } }: Case): Finding[] {
  const stated = numberAt(result?.value, "training", "batch_size");
  if (!result || stated === undefined) return [];
  for (const run of listAt(result.value, "runs")) {
    const point = logs.get(textAt(run, "log") ?? "")?.evaluations.at(-1);
    if (!point?.step || point.samples === null) continue;
    const perStep = Math.round(point.samples / point.step);
    // A count that begins one step early or late is no other batch.
    if (Math.abs(point.samples - point.step * stated) <= stated) continue;
    const path = ["training", "batch_size"];
    const place = { file: "result.json", pointer: "/training/batch_size", ...result.at(path) };
    return [finding("batch-mismatch", place, { perStep, batch: stated, line: point.line })];
  }
  return [];
}
