import type { Derived } from "./derive.ts";
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

type Contest = {
  readonly ruleset: string;
  readonly track: string;
  readonly hardware_class: string;
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
  const inContest = (one: Contest) =>
    one.ruleset === contest.ruleset &&
    one.track === contest.track &&
    one.hardware_class === contest.hardware_class;
  const ranked = registry.submissions.filter((entry) => entry.rank !== null && inContest(entry));
  const faster = ranked.filter((entry) => (entry.time_to_target_seconds ?? time) < time);
  const best = registry.records.filter(inContest).at(-1);
  const margin = ruleset.record.margin_relative ?? 0;
  return {
    rank: faster.length + 1,
    of: ranked.length + 1,
    record: best ? { id: best.submission, seconds: best.time_to_target_seconds } : null,
    isRecord: best === undefined || time < best.time_to_target_seconds * (1 - margin),
    gain: best ? (best.time_to_target_seconds - time) / best.time_to_target_seconds : null,
  };
}
