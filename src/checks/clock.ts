import { type Finding, finding } from "../findings/finding.ts";
import type { Case } from "./submission.ts";

/** Time stamps have one-second resolution, and machines' clocks are corrected now and then. */
const SLACK_SECONDS = 3;
const SLACK = 1.02;
/** Below this share of the elapsed time a clock is worth a look. */
const SMALL_SHARE = 0.05;

/** A slip of units shows as a ratio near the number of one in the other. */
function unitOf(ratio: number): string | null {
  const units = [
    [1000, "milliseconds"],
    [1 / 60, "minutes"],
    [1 / 3600, "hours"],
  ] as const;
  // Evaluations are in the elapsed time and not in the clock, so the ratio is lower than exact.
  return units.find(([factor]) => ratio > factor * 0.2 && ratio < factor * 1.1)?.[1] ?? null;
}

/** The clock of every log against its own time stamps. */
export function clock({ submission }: Case): Finding[] {
  return [...submission.logs].flatMap(([file, log]) => {
    const { startedAt, endedAt, last } = log;
    if (startedAt === null || endedAt === null || last === null) return [];
    const elapsed = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
    if (!(elapsed > 0)) return [];
    const args = { clock: last.clock, elapsed, unit: unitOf(last.clock / elapsed) };
    const place = { file, line: log.lines };
    if (last.clock > elapsed * SLACK + SLACK_SECONDS) {
      return [finding("clock-beyond-time", place, args)];
    }
    if (elapsed > 60 && last.clock < elapsed * SMALL_SHARE) {
      return [finding("clock-far-below-time", place, args)];
    }
    return [];
  });
}
