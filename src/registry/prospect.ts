import { type Contest, contestKey } from "./contest.ts";
import type { Derived } from "./derive.ts";
import { beatsByMargin, microseconds } from "./exact.ts";
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

/** Where a time would stand in a contest. Null where the track is not ranked or there is no time. */
export function prospectOf(
  registry: Registry,
  contest: Contest,
  { time_to_target_seconds: time }: Pick<Derived, "time_to_target_seconds">,
): Prospect | null {
  const ruleset = registry.rulesets.find(({ id }) => id === contest.ruleset);
  const track = ruleset?.tracks.find(({ id }) => id === contest.track);
  if (!ruleset || !track?.ranked || time === null) return null;
  const key = contestKey(contest);
  const inContest = (one: Contest) => contestKey(one) === key;
  const ranked = registry.submissions.filter((entry) => entry.rank !== null && inContest(entry));
  const faster = ranked.filter((entry) => (entry.time_to_target_seconds ?? time) < time);
  const reaching = faster.find(
    ({ band }) => band !== null && microseconds(time) <= microseconds(band.until_seconds),
  );
  const best = registry.records.filter(inContest).at(-1);
  const seconds = best?.time_to_target_seconds;
  return {
    rank: reaching?.rank ?? faster.length + 1,
    of: ranked.length + 1,
    record: best ? { id: best.submission, seconds: best.time_to_target_seconds } : null,
    isRecord: seconds === undefined || beatsByMargin(time, seconds, ruleset.record.margin_relative),
    gain: seconds === undefined ? null : (seconds - time) / seconds,
  };
}
