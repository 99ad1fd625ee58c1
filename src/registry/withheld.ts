import type { Rules } from "./contest.ts";
import { type Evaluator, isNamedBy } from "./evaluator.ts";
import { compareMean } from "./exact.ts";
import { isTrusted, requiredTrust } from "./standing.ts";
import type { CountedRun } from "./time-to-target.ts";
import type { RegistrySignificance, Standing, Withheld } from "./types.ts";

type Judged = {
  readonly standing: Standing;
  /** What would rank it. */
  readonly value: number | null;
  readonly evaluator: Evaluator | null;
  readonly runs: readonly CountedRun[];
  readonly significance: RegistrySignificance | null;
};

/** Why an entry holds no place, the first reason that applies; null where it holds one. */
export function withheldOf(judged: Judged, rules: Rules): Withheld | null {
  const { ruleset, track } = rules;
  if (!track.ranked) return "track-unranked";
  if (!isTrusted(judged.standing, requiredTrust(ruleset, track))) return "standing";
  if (judged.value === null) return "not-reached";
  if (judged.evaluator !== null && !isNamedBy(ruleset, judged.evaluator)) return "other-evaluator";
  if (ruleset.runs.stop === "fixed") {
    const steps = new Set(judged.runs.map(({ progress }) => progress));
    if (steps.size > 1) return "stops-differ";
    if (!meansHold(judged.runs, rules)) return "target-missed";
  } else if (!judged.runs.every(({ run }) => run.target_holds)) return "target-missed";
  return judged.significance?.holds === false ? "not-significant" : null;
}

/** Whether target and guards hold for the exact means over the runs. */
const meansHold = (runs: readonly CountedRun[], { ruleset, track }: Rules): boolean =>
  [track.target, ...track.guards].every((bound) => {
    if (bound === undefined) return true;
    const metric = ruleset.metrics.find(({ id }) => id === bound.metric);
    const values = runs.flatMap(({ values: all }) => all[bound.metric] ?? []);
    if (metric === undefined || values.length < runs.length) return false;
    const side = compareMean(values, bound.value);
    return metric.direction === "min" ? side <= 0 : side >= 0;
  });
