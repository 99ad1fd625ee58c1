import type { MetricPoint, MetricSeries } from "../../charts/curve-shapes.ts";
import type { LossSeries } from "../../charts/loss-curve.ts";
import type { MetricCurveChart } from "../../charts/metric-curve.ts";
import { firstCrossing, holds } from "../../logs/crossing.ts";
import type { EvaluationPoint } from "../../logs/summary.ts";
import type { Bound } from "../../schemas/ruleset.ts";
import type { DataTable } from "../charts/data-table.ts";
import { count, metricValue, seconds } from "../numbers.ts";
import type { RunView } from "./view.ts";

/** The runs of an entry whose logs lie in its folder, with the point that stopped the clock. */
export function loggedRuns({ entry, ruleset, track }: RunView) {
  return entry.result.runs.flatMap((run, index) => {
    const log = entry.logs[index] ?? null;
    if (log === null) return [];
    const stop =
      track.target === undefined
        ? null
        : firstCrossing(log.evaluations, track.target, track.guards, ruleset.metrics);
    return [{ seed: run.seed, log, stop }];
  });
}

/** The metrics that the logs carry: the target's first, then the guards', then the others. */
export function loggedMetrics(view: RunView): { metric: string; bound: Bound | null }[] {
  const logged = new Set(
    loggedRuns(view).flatMap(({ log }) =>
      log.evaluations.flatMap((point) => Object.keys(point.metrics)),
    ),
  );
  const { target, guards } = view.track;
  const bounds = target === undefined ? [] : [target, ...guards];
  const others = view.ruleset.metrics.filter(({ id }) => !bounds.some((one) => one.metric === id));
  return [
    ...bounds.map((bound) => ({ metric: bound.metric, bound })),
    ...others.map(({ id }) => ({ metric: id, bound: null })),
  ].filter(({ metric }) => logged.has(metric));
}

type Axis = MetricCurveChart["axis"];

function pointOf(view: RunView, metric: string, axis: Axis, at: EvaluationPoint) {
  const x = axis === "clock" ? at.clock : at.samples;
  const value = at.metrics[metric];
  if (x === null || value === undefined) return null;
  const guardsHold = view.track.guards.every((guard) =>
    holds(at.metrics[guard.metric], guard, view.ruleset.metrics),
  );
  return { x, value, guardsHold } satisfies MetricPoint;
}

/** Every seed's curve of one metric along one axis. */
export const metricSeries = (view: RunView, metric: string, axis: Axis): MetricSeries[] =>
  loggedRuns(view).map(({ seed, log, stop }) => ({
    seed,
    points: log.evaluations.flatMap((at) => pointOf(view, metric, axis, at) ?? []),
    crossing: stop && pointOf(view, metric, axis, stop),
  }));

export const lossSeries = (view: RunView): LossSeries[] =>
  loggedRuns(view).map(({ seed, log }) => ({
    seed,
    points: log.curve.map(({ clock, loss }) => ({ clock, loss })),
  }));

/** Every evaluation of every seed, as logged. */
export function evaluationTable(view: RunView): DataTable {
  const metrics = loggedMetrics(view).map(({ metric }) => metric);
  const name = (id: string) => view.ruleset.metrics.find((one) => one.id === id)?.name ?? id;
  return {
    columns: [
      { key: "seed", name: "Seed" },
      { key: "line", name: "Line of the log" },
      { key: "clock_seconds", name: "Clock", show: seconds },
      { key: "samples_seen", name: "Samples seen", show: count },
      ...metrics.map((id) => ({ key: id, name: name(id), show: metricValue })),
      { key: "stops_the_clock", name: "Stops the clock" },
    ],
    rows: loggedRuns(view).flatMap(({ seed, log, stop }) =>
      log.evaluations.map((at) => [
        seed,
        at.line,
        at.clock,
        at.samples,
        ...metrics.map((id) => at.metrics[id] ?? null),
        at === stop ? "yes" : "",
      ]),
    ),
  };
}

/** What one curve shows: a metric along one axis. The file beside it holds every evaluation. */
export function curveTable(view: RunView, metric: string, axis: Axis): DataTable {
  const name = view.ruleset.metrics.find(({ id }) => id === metric)?.name ?? metric;
  const along =
    axis === "clock"
      ? { key: "clock_seconds", name: "Clock", show: seconds }
      : { key: "samples_seen", name: "Samples seen", show: count };
  return {
    columns: [
      { key: "seed", name: "Seed" },
      along,
      { key: metric, name, show: metricValue },
      { key: "note", name: "Note" },
    ],
    rows: metricSeries(view, metric, axis).flatMap(({ seed, points, crossing }) =>
      points.map(({ x, value, guardsHold }) => {
        const stops = crossing !== null && x === crossing.x && value === crossing.value;
        return [seed, x, value, stops ? "stops the clock" : guardsHold ? "" : "a guard fails"];
      }),
    ),
  };
}

/** The loss of every seed, thinned as it was read. */
export const lossTable = (view: RunView): DataTable => ({
  columns: [
    { key: "seed", name: "Seed" },
    { key: "clock_seconds", name: "Clock", show: seconds },
    { key: "step", name: "Step", show: count },
    { key: "samples_seen", name: "Samples seen", show: count },
    { key: "loss", name: "Loss", show: metricValue },
  ],
  rows: loggedRuns(view).flatMap(({ seed, log }) =>
    log.curve.map(({ clock, step, samples, loss }) => [seed, clock, step, samples, loss]),
  ),
});
