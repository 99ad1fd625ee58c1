import * as Plot from "@observablehq/plot";
import { count, given, metricValue } from "../components/numbers.ts";
import { annotationMark, type Note } from "./annotations.ts";
import { flags } from "./crossing-flags.ts";
import {
  type AxisSpec,
  CHART_WIDTHS,
  type ChartSize,
  drawChart,
  leftMargin,
  projection,
} from "./frame.ts";
import { seriesStyle } from "./series.ts";
import { thin } from "./smooth.ts";
import { clockAxis, metricAxis, position, samplesAxis } from "./time-axes.ts";

/** One evaluation of one run. */
export type MetricPoint = {
  readonly x: number;
  readonly value: number;
  /** False where a guard failed here: the point cannot stop the clock. */
  readonly guardsHold: boolean;
};

/** The curve of one seed. */
export type MetricSeries = {
  readonly seed: number;
  readonly points: readonly MetricPoint[];
  /** Where the target was reached; null if never. */
  readonly crossing: MetricPoint | null;
};

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

function seriesMarks(series: MetricSeries, index: number, axis: MetricCurveChart["axis"]) {
  const style = seriesStyle(index);
  const place = {
    x: "x",
    y: "value",
    title: (point: MetricPoint) =>
      `seed ${series.seed}: ${metricValue(point.value)} at ${position(axis, point.x)}` +
      (point.guardsHold ? "" : " (a guard fails here)"),
  };
  const symbol = style.symbol;
  const solid = series.points.filter((point) => point.guardsHold);
  const hollow = series.points.filter((point) => !point.guardsHold);
  const dense = series.points.length > 60;
  return [
    Plot.line([...series.points], {
      x: "x",
      y: "value",
      className: `ig-curve ${style.className}`,
      strokeWidth: 1.6,
      ...(style.dash === undefined ? {} : { strokeDasharray: style.dash }),
    }),
    Plot.dot(solid, {
      ...place,
      symbol,
      r: dense ? 1.4 : 2.6,
      fill: "currentColor",
      className: `ig-point ${style.className}`,
    }),
    Plot.dot(hollow, {
      ...place,
      symbol,
      r: 3,
      strokeWidth: 1.3,
      className: `ig-hollow ${style.className}`,
    }),
    Plot.dot(series.crossing === null ? [] : [series.crossing], {
      ...place,
      symbol: "circle",
      r: 7,
      strokeWidth: 2,
      className: `ig-crossing ${style.className}`,
    }),
  ];
}

function targetNote(chart: MetricCurveChart, y: number, left: number): Note[] {
  if (chart.target === null) return [];
  const sign = chart.direction === "min" ? "≤" : "≥";
  const mark = chart.target.provisional ? " (provisional)" : "";
  return [
    {
      x: left + 6,
      y: y + (chart.direction === "min" ? 15 : -7),
      text: `${chart.role} ${sign} ${given(chart.target.value)}${mark}`,
      anchor: "start",
      className: "ig-target-label",
    },
  ];
}

/** A metric during training: every seed a line, the target, and where each seed crossed it. */
export function drawMetricCurve(full: MetricCurveChart, size: ChartSize): string {
  const chart = {
    ...full,
    series: full.series.map((one) => ({ ...one, points: thin(one.points, MOST_POINTS) })),
  };
  const values = chart.series.flatMap((series) => series.points.map((point) => point.value));
  if (values.length === 0) return "";
  const width = CHART_WIDTHS[size];
  const x = horizontal(chart, size === "narrow" ? 4 : 8);
  const better = chart.direction === "min" ? "↓" : "↑";
  const room = chart.direction === "min" ? 0.8 : 1;
  const bounded = chart.target === null ? values : [...values, chart.target.value * room];
  const name = `${better} ${chart.metric}`;
  const y = metricAxis(bounded, name, size === "narrow" ? 4 : 6, chart.direction === "min");
  const margins = { top: 32, right: 16, bottom: 46, left: leftMargin(y) };
  const frame = { id: chart.id, width, height: HEIGHTS[size], margins, x, y };
  const at = projection(frame);
  const area = {
    left: margins.left,
    right: width - margins.right,
    top: margins.top,
    bottom: frame.height - margins.bottom,
  };
  const crossed = chart.series.flatMap(({ seed, crossing }, index) =>
    crossing === null
      ? []
      : [
          {
            x: at.x(crossing.x),
            y: at.y(crossing.value),
            text: `seed ${seed}: ${position(chart.axis, crossing.x)}`,
            className: seriesStyle(index).className,
          },
        ],
  );
  const flagged = chart.role === "target" && crossed.length <= MOST_FLAGS ? crossed : [];
  const { notes, strokes } = flags(flagged, area, chart.direction === "min");
  const target = chart.target === null ? [] : [chart.target.value];
  const targetText = target.flatMap((value) => targetNote(chart, at.y(value), margins.left));
  return drawChart({
    ...frame,
    title: chart.title,
    description: description(chart),
    marks: [
      Plot.ruleY(target, { className: "ig-target", strokeDasharray: "5 4", strokeWidth: 1.4 }),
      ...chart.series.flatMap((series, index) => seriesMarks(series, index, chart.axis)),
      annotationMark(strokes, [...targetText, ...notes]),
    ],
  });
}
