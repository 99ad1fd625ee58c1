import type { Bound, Metric, Ruleset, Track } from "../schemas/ruleset.ts";
import type { EvaluationPoint } from "./summary.ts";

/** True where the value is at the bound or better. A metric unknown to the ruleset never holds. */
export function holds(
  value: number | undefined,
  bound: Pick<Bound, "metric" | "value">,
  metrics: readonly Pick<Metric, "id" | "direction">[],
): boolean {
  const metric = metrics.find((candidate) => candidate.id === bound.metric);
  if (metric === undefined || value === undefined) return false;
  return metric.direction === "min" ? value <= bound.value : value >= bound.value;
}

/**
 * The evaluation point that stops the clock: the first, in the order of the log, at which the
 * target and every guard hold. A value exactly at its bound holds.
 */
export function firstCrossing(
  evaluations: readonly EvaluationPoint[],
  target: Pick<Bound, "metric" | "value">,
  guards: readonly Pick<Bound, "metric" | "value">[],
  metrics: readonly Pick<Metric, "id" | "direction">[],
): EvaluationPoint | null {
  const bounds = [target, ...guards];
  return (
    evaluations.find((point) =>
      bounds.every((bound) => holds(point.metrics[bound.metric], bound, metrics)),
    ) ?? null
  );
}

/**
 * The evaluation point whose clock and values count in a run: the first crossing, or, where the
 * ruleset has runs stop at a step fixed ahead, the point claimed. Null where there is none.
 */
export function countedPoint(
  evaluations: readonly EvaluationPoint[],
  claimedClock: number | undefined,
  { ruleset, track }: { readonly ruleset: Ruleset; readonly track: Track },
): EvaluationPoint | null {
  if (track.target === undefined) return null;
  if (ruleset.runs.stop === "fixed") {
    return evaluations.find(({ clock }) => clock === claimedClock) ?? null;
  }
  return firstCrossing(evaluations, track.target, track.guards, ruleset.metrics);
}
