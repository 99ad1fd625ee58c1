import type { HistoryPoint } from "../../charts/record-history.ts";
import { byCodePoint } from "../../registry/order.ts";
import type { Registry, RegistrySubmission } from "../../registry/types.ts";
import { percent, probability, seconds } from "../numbers.ts";
import type { DataTable } from "./data-table.ts";

/** Which entries compete with each other: those of one track on one class of hardware. */
export type Contest = {
  readonly ruleset: string;
  readonly track: string;
  readonly hardware: string;
};

export const inContest = (
  entry: Pick<RegistrySubmission, "ruleset" | "track" | "hardware_class">,
  contest: Contest,
): boolean =>
  entry.ruleset === contest.ruleset &&
  entry.track === contest.track &&
  entry.hardware_class === contest.hardware;

/** How an entry shows on the record history; null where it does not, as its figure is in doubt. */
function kindOf(entry: RegistrySubmission): HistoryPoint["kind"] | null {
  if (entry.record) return "record";
  if (entry.standing === "claimed") return "claimed";
  return entry.standing === "verified" || entry.standing === "reproduced" ? "verified" : null;
}

/** The record history of a contest, in the order in which the pull requests were opened. */
export function historyPoints(registry: Registry, contest: Contest): HistoryPoint[] {
  const steps = new Map(registry.records.map((record) => [record.submission, record]));
  const points = registry.submissions.flatMap((entry): HistoryPoint[] => {
    const kind = kindOf(entry);
    const time = entry.time_to_target_seconds;
    if (kind === null || time === null || !inContest(entry, contest)) return [];
    return [
      {
        id: entry.id,
        title: entry.title,
        holder: entry.submitters.map(({ name }) => name).join(", "),
        openedAt: entry.opened_at,
        seconds: time,
        kind,
        gain: steps.get(entry.id)?.gain_relative ?? null,
        pFaster: steps.get(entry.id)?.p_faster ?? null,
      },
    ];
  });
  return points.toSorted((a, b) => byCodePoint(a.openedAt, b.openedAt) || byCodePoint(a.id, b.id));
}

/** Beside the records a chart shows the newest others: more dots than this are one dark cloud. */
const OTHERS_SHOWN = 80;

/** What a chart has room for: every record, and the newest of what is none. */
export function drawnPoints(points: readonly HistoryPoint[]): HistoryPoint[] {
  const others = points.filter(({ kind }) => kind !== "record").slice(-OTHERS_SHOWN);
  const drawn = new Set(others);
  return points.filter((point) => point.kind === "record" || drawn.has(point));
}

export const historyTable = (points: readonly HistoryPoint[]): DataTable => ({
  columns: [
    { key: "opened_at", name: "Opened (UTC)" },
    { key: "id", name: "Entry" },
    { key: "title", name: "Title" },
    { key: "submitters", name: "By" },
    { key: "time_to_target_seconds", name: "Time to target", show: seconds },
    { key: "kind", name: "Shown as" },
    { key: "gain_relative", name: "Gain", show: percent },
    { key: "p_faster", name: "Test (p)", show: probability },
  ],
  rows: points.map((point) => [
    point.openedAt,
    point.id,
    point.title,
    point.holder,
    point.seconds,
    point.kind,
    point.gain,
    point.pFaster,
  ]),
});
