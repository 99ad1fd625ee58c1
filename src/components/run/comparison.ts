import { byId } from "../../by-id.ts";
import type { ComparedEntry } from "../../charts/time-comparison.ts";
import type { Registry, RegistrySubmission } from "../../registry/types.ts";
import type { DataTable } from "../charts/data-table.ts";
import { seconds } from "../numbers.ts";
import { inDoubt } from "./standings.ts";
import type { RunView } from "./view.ts";

/** Steps of the history that one chart compares at most: the last ones, and the entry itself. */
const MOST_STEPS = 5;

const compared = (submission: RegistrySubmission, current: boolean): ComparedEntry[] =>
  submission.time_to_target_seconds === null
    ? []
    : [
        {
          id: submission.id,
          title: submission.title,
          seconds: submission.time_to_target_seconds,
          runs: submission.runs.flatMap((run) => run.time_to_target_seconds ?? []),
          current,
        },
      ];

/**
 * The records that stood before an entry, oldest first, and the entry itself. Nothing for an entry
 * in doubt: beside theirs its bar would read as an achievement.
 */
export function comparedEntries(registry: Registry, { submission }: RunView): ComparedEntry[] {
  const before = registry.records
    .filter(
      (record) =>
        record.ruleset === submission.ruleset &&
        record.track === submission.track &&
        record.hardware_class === submission.hardware_class &&
        record.submission !== submission.id &&
        record.opened_at <= submission.opened_at,
    )
    .slice(-MOST_STEPS);
  const steps = before.flatMap((record) => {
    const entry = byId(registry.submissions, record.submission);
    return entry ? compared(entry, false) : [];
  });
  return inDoubt.has(submission.standing) ? [] : [...steps, ...compared(submission, true)];
}

export const comparisonTable = (entries: readonly ComparedEntry[]): DataTable => ({
  columns: [
    { key: "id", name: "Entry" },
    { key: "title", name: "Title" },
    { key: "time_to_target_seconds", name: "Mean", show: seconds },
    { key: "runs", name: "Runs" },
  ],
  rows: entries.map((entry) => [
    entry.id,
    entry.title,
    entry.seconds,
    entry.runs.map(seconds).join(", "),
  ]),
});
