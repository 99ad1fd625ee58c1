import { count, given, metricValue } from "../components/numbers.ts";
import { noteShapes } from "./annotations.ts";
import { flags } from "./crossing-flags.ts";
import { curveShapes, type MetricPoint, type MetricSeries } from "./curve-shapes.ts";
import { chartShape, frameShapes, plotArea, targetShapes } from "./plain-frame.ts";
import {
  type AxisSpec,
  type Drawn,
  leftMargin,
  type Projection,
  projection,
} from "./projection.ts";
import { seriesStyle } from "./series.ts";
import { markup, type Shape } from "./shapes.ts";
import { CHART_WIDTHS, type ChartSize } from "./sizes.ts";
import { thin } from "./smooth.ts";
import { clockAxis, metricAxis, position, samplesAxis } from "./time-axes.ts";

export type MetricCurveChart = {
  readonly id: string;
  readonly title: string;
  readonly metric: string;
  readonly direction: "min" | "max";
  readonly target: { readonly value: number; readonly provisional: boolean } | null;
  /** What the metric is for the track: it stops the clock, it has to hold as well, or neither. */
  readonly role: "target" | "guard" | "none";
  readonly axis: "clock" | "samples";
  readonly series: readonly MetricSeries[];
};

const HEIGHTS = { narrow: 300, medium: 340, wide: 380, full: 400 } as const;

/** More flags than this would fill the chart; the table beside it names every crossing. */
const MOST_FLAGS = 6;

/** Evaluations drawn per seed; the CSV beside the chart holds all of them. */
const MOST_POINTS = 300;

function horizontal(chart: MetricCurveChart, wanted: number): AxisSpec {
  const high = Math.max(...chart.series.flatMap((series) => series.points.map(({ x }) => x)), 1e-9);
  return chart.axis === "clock" ? clockAxis(high * 1.02, wanted) : samplesAxis(high * 1.02, wanted);
}

function description(chart: MetricCurveChart): string {
  const lines = chart.series.map(({ seed, crossing, points }) => {
    if (crossing !== null) return `seed ${seed} at ${position(chart.axis, crossing.x)}`;
    const last = points.at(-1);
    const end = last === undefined ? "without evaluations" : `ending at ${metricValue(last.value)}`;
    return `seed ${seed} never, ${end}`;
  });
  if (chart.target === null) {
    return `${chart.metric} during training for ${count(chart.series.length)} runs; no target.`;
  }
  const sign = chart.direction === "min" ? "≤" : "≥";
  const bound = `${chart.role} ${sign} ${given(chart.target.value)}`;
  return `${chart.metric} during training; ${bound}. The clock stops for ${lines.join("; ")}.`;
}

/** What is drawn for one run. */
function seriesShapes(
  series: MetricSeries,
  index: number,
  chart: MetricCurveChart,
  at: Projection,
) {
  const told = ({ value, x, guardsHold }: MetricPoint) =>
    `seed ${series.seed}: ${metricValue(value)} at ${position(chart.axis, x)}` +
    (guardsHold ? "" : " (a guard fails here)");
  const style = { ...seriesStyle(index), strokeWidth: 1.6, mostMarks: MOST_POINTS, told };
  return curveShapes(series, style, at);
}

/** Flags where the target was reached, unless they would fill the chart. */
function flagShapes(chart: MetricCurveChart, frame: Drawn, at: Projection): Shape[] {
  const crossed = chart.series.flatMap(({ seed, crossing }, index) => {
    if (crossing === null) return [];
    const text = `seed ${seed}: ${position(chart.axis, crossing.x)}`;
    const { className } = seriesStyle(index);
    return [{ x: at.x(crossing.x), y: at.y(crossing.value), text, className }];
  });
  if (chart.role !== "target" || crossed.length > MOST_FLAGS) return [];
  const { notes, strokes } = flags(crossed, plotArea(frame), chart.direction === "min");
  return noteShapes(strokes, notes);
}

/** A metric during training: every seed a line, the target, and where each seed crossed it. */
export function drawMetricCurve(full: MetricCurveChart, size: ChartSize): string {
  const chart = {
    ...full,
    series: full.series.map((one) => ({ ...one, points: thin(one.points, MOST_POINTS) })),
  };
  const values = chart.series.flatMap((series) => series.points.map((point) => point.value));
  if (values.length === 0) return "";
  const x = horizontal(chart, size === "narrow" ? 4 : 8);
  const better = chart.direction === "min" ? "↓" : "↑";
  const room = chart.direction === "min" ? 0.8 : 1;
  const bounded = chart.target === null ? values : [...values, chart.target.value * room];
  const name = `${better} ${chart.metric}`;
  const y = metricAxis(bounded, name, size === "narrow" ? 4 : 6, chart.direction === "min");
  const margins = { top: 32, right: 16, bottom: 46, left: leftMargin(y) };
  const frame = { width: CHART_WIDTHS[size], height: HEIGHTS[size], margins, x, y };
  const at = projection(frame);
  const target =
    chart.target === null || chart.role === "none"
      ? []
      : targetShapes({ ...chart.target, direction: chart.direction, role: chart.role }, frame, at);
  const { id, title } = chart;
  return markup(
    chartShape({ id, title, description: description(chart) }, frame, [
      ...frameShapes(frame, at),
      ...target,
      ...chart.series.flatMap((series, index) => seriesShapes(series, index, chart, at)),
      ...flagShapes(chart, frame, at),
    ]),
  );
}
