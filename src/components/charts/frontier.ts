import type { FrontierChart } from "../../charts/frontier.ts";
import { thin } from "../../charts/smooth.ts";
import { type Cost, costs, entryFrontier } from "../../registry/frontier.ts";
import type { RegistrySubmission } from "../../registry/types.ts";
import type { Ruleset, Track } from "../../schemas/ruleset.ts";
import { compact, hours, metricValue, seconds } from "../numbers.ts";
import type { DataTable } from "./data-table.ts";

const quantities: Record<Cost, { name: string; show: (value: number) => string }> = {
  time_to_target_seconds: { name: "time to target", show: seconds },
  samples_to_target: { name: "samples seen", show: compact },
  gpu_hours_to_target: { name: "device-hours", show: hours },
  parameters: { name: "parameters", show: compact },
};

/** A chart without its id: the page gives it one. */
export type FrontierView = Omit<FrontierChart, "id"> & { readonly key: string };

/**
 * The frontiers of one contest that have something to say: the time against what else a training
 * takes, and the target metric against each cost. A cost that all entries share is left out.
 */
export function frontierViews(
  contest: readonly RegistrySubmission[],
  ruleset: Ruleset,
  track: Track,
): FrontierView[] {
  const metric = ruleset.metrics.find(({ id }) => id === track.target?.metric);
  const ranked = contest.filter(({ rank }) => rank !== null);
  const pairs: { cost: Cost; weighed: Parameters<typeof entryFrontier>[2] }[] = [
    { cost: "samples_to_target", weighed: "time_to_target_seconds" },
    { cost: "parameters", weighed: "time_to_target_seconds" },
    ...(metric
      ? (Object.keys(costs) as Cost[]).map((cost) => ({
          cost,
          weighed: { metric: metric.id, direction: metric.direction },
        }))
      : []),
  ];
  return pairs.flatMap(({ cost, weighed }): FrontierView[] => {
    const isTime = weighed === "time_to_target_seconds";
    const best = new Set(entryFrontier(ranked, cost, weighed).map(({ item }) => item.id));
    const points = ranked.flatMap((entry) => {
      const at = costs[cost](entry);
      const value = isTime ? entry.time_to_target_seconds : (entry.metrics[weighed.metric] ?? null);
      if (at === null || value === null) return [];
      return [
        { id: entry.id, title: entry.title, cost: at, value, onFrontier: best.has(entry.id) },
      ];
    });
    if (new Set(points.map((point) => point.cost)).size < 2) return [];
    const value = isTime
      ? quantities.time_to_target_seconds
      : { name: metric?.name ?? weighed.metric, show: metricValue };
    return [
      {
        key: `${isTime ? "time" : weighed.metric}-${cost.replaceAll("_", "-")}`,
        title: `${value.name} against ${quantities[cost].name}`.replace(/^\w/, (letter) =>
          letter.toUpperCase(),
        ),
        cost: quantities[cost],
        value,
        direction: isTime ? "min" : weighed.direction,
        points: drawnFrontier(points),
      },
    ];
  });
}

/** Points of the frontier that a chart has room for, and of the others: more is one dark cloud. */
const DRAWN = { frontier: 200, others: 40 } as const;

/** What is drawn: the frontier, evenly thinned where it is long, and the best placed of the others. */
export function drawnFrontier(points: FrontierView["points"]): FrontierView["points"] {
  const drawn = new Set([
    ...thin(
      points.filter(({ onFrontier }) => onFrontier).toSorted((a, b) => a.cost - b.cost),
      DRAWN.frontier,
    ),
    ...points.filter(({ onFrontier }) => !onFrontier).slice(0, DRAWN.others),
  ]);
  return points.filter((point) => drawn.has(point));
}

export const frontierTable = ({ points, cost, value }: FrontierView): DataTable => ({
  columns: [
    { key: "id", name: "Entry" },
    { key: "title", name: "Title" },
    { key: cost.name.replaceAll(/[ -]/g, "_"), name: cost.name, show: cost.show },
    { key: value.name.replaceAll(/[ -]/g, "_").toLowerCase(), name: value.name, show: value.show },
    { key: "on_frontier", name: "On the frontier" },
  ],
  rows: points.map((point) => [
    point.id,
    point.title,
    point.cost,
    point.value,
    point.onFrontier ? "yes" : "no",
  ]),
});
