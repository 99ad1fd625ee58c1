import type { MetricPoint, MetricSeries } from "../charts/metric-curve.ts";
import {
  type AxisSpec,
  leftMargin,
  type Projection,
  projection,
  SMALL_FONT_SIZE,
} from "../charts/projection.ts";
import { seriesStyle } from "../charts/series.ts";
import { clockAxis, metricAxis } from "../charts/time-axes.ts";
import { given, metricValue, seconds } from "../components/numbers.ts";
import type { Curves } from "./conversation.ts";
import { svg } from "./element.ts";

/** What is drawn: the runs, and those of the record as faint lines behind them. */
export type CurvesDrawing = Curves & { readonly record: readonly MetricSeries[] };

const HEIGHT = 340;
const RECORD_CLASS = "ig-s6";

type Frame = {
  readonly width: number;
  readonly height: number;
  readonly margins: { top: number; right: number; bottom: number; left: number };
  readonly x: AxisSpec;
  readonly y: AxisSpec;
};

function frameOf(drawing: CurvesDrawing, width: number): Frame {
  const all = [...drawing.series, ...drawing.record].flatMap(({ points }) => points);
  const narrow = width < 500;
  const high = Math.max(...all.map(({ x }) => x), 1e-9) * 1.02;
  const better = drawing.direction === "min" ? "↓" : "↑";
  const values = [...all.map(({ value }) => value), drawing.target];
  const name = `${better} ${drawing.metric}`;
  const y = metricAxis(values, name, narrow ? 4 : 6, drawing.direction === "min");
  const margins = { top: 32, right: 16, bottom: 46, left: leftMargin(y) };
  return { width, height: HEIGHT, margins, x: clockAxis(high, narrow ? 4 : 8), y };
}

function axes({ x, y, width, height, margins }: Frame, at: Projection): SVGElement[] {
  const bottom = height - margins.bottom;
  const right = width - margins.right;
  return [
    ...y.ticks.flatMap((tick) => [
      svg("line", {
        class: "ig-grid",
        x1: margins.left,
        x2: right,
        y1: at.y(tick),
        y2: at.y(tick),
      }),
      svg(
        "text",
        {
          class: "ig-tick",
          "font-size": SMALL_FONT_SIZE,
          x: margins.left - 6,
          y: at.y(tick) + 4,
          "text-anchor": "end",
        },
        y.tickFormat(tick),
      ),
    ]),
    svg("line", { class: "ig-baseline", x1: margins.left, x2: right, y1: bottom, y2: bottom }),
    ...x.ticks.map((tick) =>
      svg(
        "text",
        {
          class: "ig-tick",
          "font-size": SMALL_FONT_SIZE,
          x: at.x(tick),
          y: bottom + 18,
          "text-anchor": "middle",
        },
        x.tickFormat(tick),
      ),
    ),
    svg("text", { class: "ig-axis-name", x: 1, y: 14 }, y.label),
    svg("text", { class: "ig-axis-name", x: right, y: height - 6, "text-anchor": "end" }, x.label),
  ];
}

const pathOf = (points: readonly MetricPoint[], at: Projection) =>
  points
    .map(
      ({ x, value }, index) =>
        `${index ? "L" : "M"}${at.x(x).toFixed(1)},${at.y(value).toFixed(1)}`,
    )
    .join("");

function curve(series: MetricSeries, at: Projection, className: string, dash?: string) {
  return svg("path", {
    class: `ig-curve ${className}`,
    d: pathOf(series.points, at),
    "stroke-width": className === RECORD_CLASS ? 1.2 : 1.8,
    ...(dash === undefined ? {} : { "stroke-dasharray": dash }),
  });
}

function marks(series: MetricSeries, at: Projection, className: string): SVGElement[] {
  const dense = series.points.length > 60;
  const dots = series.points.map((point) => {
    const place = { cx: at.x(point.x), cy: at.y(point.value), r: dense ? 1.4 : 2.6 };
    const told =
      `seed ${series.seed}: ${metricValue(point.value)} at ${seconds(point.x)}` +
      (point.guardsHold ? "" : " (a guard fails here)");
    const kind = point.guardsHold ? "ig-point" : "ig-hollow";
    return svg("circle", { class: `${kind} ${className}`, ...place }, svg("title", {}, told));
  });
  const { crossing } = series;
  if (!crossing) return dots;
  const place = { cx: at.x(crossing.x), cy: at.y(crossing.value), r: 7 };
  return [
    ...dots,
    svg("circle", { class: `ig-crossing ${className}`, "stroke-width": 2, ...place }),
  ];
}

function targetLine(drawing: CurvesDrawing, frame: Frame, at: Projection): SVGElement[] {
  const y = at.y(drawing.target);
  const { margins, width } = frame;
  const sign = drawing.direction === "min" ? "≤" : "≥";
  const line = { x1: margins.left, x2: width - margins.right, y1: y, y2: y };
  const place = { x: margins.left + 6, y: y + (drawing.direction === "min" ? 15 : -7) };
  return [
    svg("line", { class: "ig-target", "stroke-dasharray": "5 4", "stroke-width": 1.4, ...line }),
    svg("text", { class: "ig-target-label", ...place }, `target ${sign} ${given(drawing.target)}`),
  ];
}

/** The metric of every run along the training clock, before the record it competes with. */
export function drawCurves(drawing: CurvesDrawing, width: number, label: string): SVGSVGElement {
  const frame = frameOf(drawing, width);
  const at = projection(frame);
  return svg(
    "svg",
    { class: "ig-chart", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": label },
    ...axes(frame, at),
    ...targetLine(drawing, frame, at),
    ...drawing.record.map((series) => curve(series, at, RECORD_CLASS, "1 3")),
    ...drawing.series.flatMap((series, index) => {
      const { className, dash } = seriesStyle(index);
      return [curve(series, at, className, dash), ...marks(series, at, className)];
    }),
  );
}
