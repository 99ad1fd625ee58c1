import type { Ruleset } from "../schemas/ruleset.ts";
import { microseconds, withShare } from "./exact.ts";
import { byOpening } from "./moment.ts";
import { leastDifference } from "./statistics/student.ts";
import type { Band, Candidate } from "./types.ts";

/** Level of the bands where the ruleset states none. */
export const BAND_ALPHA = 0.05;

export type Place = { readonly rank: number; readonly band: Band };

/** By time, then by opening, then by id. */
export const byTime = (a: Candidate, b: Candidate): number =>
  (a.time_to_target_seconds ?? 0) - (b.time_to_target_seconds ?? 0) || byOpening(a, b);

/**
 * The slowest time that cannot be told from the leader's: the larger of what the leader's own
 * spread over runs and the ruleset's spread between machines leave open. Unit: µs.
 *
 * The leader's spread alone counts, so that nobody gains a place by runs that vary more.
 */
export function bandEdge(leader: Candidate, { ties }: Ruleset): number {
  const seconds = leader.time_to_target_seconds ?? 0;
  const { time_to_target_sd_seconds: sd, time_to_target_runs: n } = leader;
  const byRuns =
    sd === null || n < 2
      ? microseconds(seconds)
      : Math.floor(
          microseconds(seconds) + leastDifference({ n, sd }, ties?.alpha ?? BAND_ALPHA) * 1e6,
        );
  return Math.max(byRuns, withShare(seconds, ties?.host_spread_relative ?? 0));
}

/**
 * Places of a contest. The fastest entry leads the first band, and everybody up to the band's edge
 * shares its place; the first beyond leads the next. A place is one more than the number of entries
 * in the bands before.
 */
export function places(contest: readonly Candidate[], ruleset: Ruleset): Map<string, Place> {
  const ordered = contest.toSorted(byTime);
  const found = new Map<string, Place>();
  let number = 0;
  for (let start = 0; start < ordered.length; ) {
    const leader = ordered[start];
    if (leader === undefined) break;
    const edge = bandEdge(leader, ruleset);
    let end = start + 1;
    while (microseconds(ordered[end]?.time_to_target_seconds ?? Number.POSITIVE_INFINITY) <= edge) {
      end += 1;
    }
    number += 1;
    const place = {
      rank: start + 1,
      band: { number, size: end - start, until_seconds: edge / 1e6 },
    };
    for (const member of ordered.slice(start, end)) found.set(member.id, place);
    start = end;
  }
  return found;
}
