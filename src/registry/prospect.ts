import { type Contest, contestKey } from "./contest.ts";
import type { Derived } from "./derive.ts";
import { beatsByMargin, millionths } from "./exact.ts";
import type { Registry } from "./types.ts";

/** The place that an entry would take if everything it claims were confirmed. */
export type Prospect = {
  readonly rank: number;
  readonly of: number;
  /** The record it is compared with; null where it would be the first. */
  readonly record: { readonly id: string; readonly seconds: number } | null;
  /** True where it beats that record by the ruleset's margin. */
  readonly isRecord: boolean;
  /** How much faster than the record it is, as a fraction; negative where it is slower. */
  readonly gain: number | null;
};

/** Where a result would stand in a contest. Null where nothing is ranked there, or nothing of it. */
export function prospectOf(
  registry: Registry,
  contest: Contest,
  derived: Pick<Derived, "time_to_target_seconds"> & Partial<Pick<Derived, "samples_to_target">>,
): Prospect | null {
  const ruleset = registry.rulesets.find(({ id }) => id === contest.ruleset);
  const track = ruleset?.tracks.find(({ id }) => id === contest.track);
  const onClock = ruleset?.axes.primary === "clock_seconds";
  const value = onClock ? derived.time_to_target_seconds : (derived.samples_to_target ?? null);
  if (!ruleset || !track?.ranked || value === null) return null;
  const key = contestKey(contest);
  const inContest = (one: Contest) => contestKey(one) === key;
  const ranked = registry.submissions.filter((entry) => entry.rank !== null && inContest(entry));
  const ahead = ranked.filter((entry) => (entry.ranked_by.value ?? value) < value);
  const reaching = ahead.find(
    ({ band }) => band !== null && millionths(value) <= millionths(band.until),
  );
  const best = registry.records.filter(inContest).at(-1);
  const holder = ranked.find(({ id }) => id === best?.submission);
  const before = holder?.ranked_by.value ?? null;
  return {
    rank: reaching?.rank ?? ahead.length + 1,
    of: ranked.length + 1,
    record: best ? { id: best.submission, seconds: best.time_to_target_seconds } : null,
    isRecord: before === null || beatsByMargin(value, before, ruleset.record.margin_relative),
    gain: before === null ? null : (before - value) / before,
  };
}
