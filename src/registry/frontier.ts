import { byOpening } from "./moment.ts";
import type { RegistrySubmission } from "./types.ts";

/** A point of two figures; less `cost` is better, `value` as its direction says. */
export type Point<Item> = { readonly item: Item; readonly cost: number; readonly value: number };

/**
 * The Pareto frontier: the points that no other is as good as in both figures and better than in
 * one. By cost, ascending; of equal points all are on it, in their order.
 */
export function frontier<Item>(
  points: readonly Point<Item>[],
  direction: "min" | "max",
): Point<Item>[] {
  const sign = direction === "min" ? 1 : -1;
  const ordered = points.toSorted((a, b) => a.cost - b.cost || sign * (a.value - b.value));
  let best: Point<Item> | null = null;
  return ordered.filter((point) => {
    const gains = best === null || sign * (point.value - best.value) < 0;
    const equals = best !== null && point.value === best.value && point.cost === best.cost;
    if (gains) best = point;
    return gains || equals;
  });
}

/** What a result can cost. Units stand in the names; parameters are a count. */
export const costs = {
  time_to_target_seconds: (entry: RegistrySubmission) => entry.time_to_target_seconds,
  samples_to_target: (entry: RegistrySubmission) => entry.samples_to_target,
  gpu_hours_to_target: (entry: RegistrySubmission) => entry.gpu_hours_to_target,
  parameters: (entry: RegistrySubmission) => entry.parameters,
} as const;
export type Cost = keyof typeof costs;

/** What is weighed against a cost: a metric with its direction, or the time to the target. */
export type Weighed =
  | { readonly metric: string; readonly direction: "min" | "max" }
  | "time_to_target_seconds";

/** The frontier of the entries of one contest that hold a place. */
export function entryFrontier(
  contest: readonly RegistrySubmission[],
  cost: Cost,
  weighed: Weighed,
): Point<RegistrySubmission>[] {
  const isTime = weighed === "time_to_target_seconds";
  const points = contest
    .filter(({ rank }) => rank !== null)
    .toSorted(byOpening)
    .flatMap((item) => {
      const at = costs[cost](item);
      const value = isTime ? item.time_to_target_seconds : item.metrics[weighed.metric];
      return at === null || value === null || value === undefined
        ? []
        : [{ item, cost: at, value }];
    });
  return frontier(points, isTime ? "min" : weighed.direction);
}
