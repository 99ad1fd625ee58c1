import type { Ruleset } from "../schemas/ruleset.ts";
import { millionths, withShare } from "./exact.ts";
import { byOpening } from "./moment.ts";
import { leastDifference } from "./statistics/student.ts";
import type { Band, Candidate } from "./types.ts";

/** Level of the bands where the ruleset states none. */
export const BAND_ALPHA = 0.05;

export type Place = { readonly rank: number; readonly band: Band };

/** By what ranks, then by opening, then by id. */
export const byValue = (a: Candidate, b: Candidate): number =>
  (a.ranked_by.value ?? 0) - (b.ranked_by.value ?? 0) || byOpening(a, b);

/**
 * The largest value that cannot be told from the leader's: the larger of what the leader's own
 * spread over runs and the ruleset's spread between machines leave open. Unit: millionths.
 *
 * The leader's spread alone counts, so that nobody gains a place by runs that vary more.
 */
export function bandEdge({ ranked_by }: Candidate, { ties }: Ruleset): number {
  const { axis, sd, runs: n } = ranked_by;
  const value = ranked_by.value ?? 0;
  const alpha = ties?.alpha ?? BAND_ALPHA;
  const spread = sd === null || n < 2 ? 0 : leastDifference({ n, sd }, alpha);
  const byRuns = Math.floor(millionths(value) + spread * 1e6);
  // Machines differ in their speed, not in what a sample teaches.
  const byHost = axis === "clock_seconds" ? (ties?.host_spread_relative ?? 0) : 0;
  return Math.max(byRuns, withShare(value, byHost));
}

/**
 * Places of a contest. The best entry leads the first band, and everybody up to the band's edge
 * shares its place; the first beyond leads the next. A place is one more than the number of entries
 * in the bands before.
 */
export function places(contest: readonly Candidate[], ruleset: Ruleset): Map<string, Place> {
  const ordered = contest.toSorted(byValue);
  const found = new Map<string, Place>();
  let number = 0;
  for (let start = 0; start < ordered.length; ) {
    const leader = ordered[start];
    if (leader === undefined) break;
    const edge = bandEdge(leader, ruleset);
    let end = start + 1;
    while (millionths(ordered[end]?.ranked_by.value ?? Number.POSITIVE_INFINITY) <= edge) end += 1;
    number += 1;
    const place = { rank: start + 1, band: { number, size: end - start, until: edge / 1e6 } };
    for (const member of ordered.slice(start, end)) found.set(member.id, place);
    start = end;
  }
  return found;
}
