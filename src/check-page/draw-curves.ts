import type { MetricSeries } from "../charts/curve-shapes.ts";
import { frameShapes, pathThrough, targetShapes } from "../charts/plain-frame.ts";
import { type Drawn, leftMargin, type Projection, projection } from "../charts/projection.ts";
import { seriesStyle } from "../charts/series.ts";
import { clockAxis, metricAxis } from "../charts/time-axes.ts";
import { metricValue, seconds } from "../components/numbers.ts";
import type { Curves } from "./conversation.ts";
import { drawn, svg } from "./element.ts";

/** What is drawn: the runs, and those of the record as faint lines behind them. */
export type CurvesDrawing = Curves & { readonly record: readonly MetricSeries[] };

const HEIGHT = 340;
const RECORD_CLASS = "ig-s6";

function frameOf(drawing: CurvesDrawing, width: number): Drawn {
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

function curve(series: MetricSeries, at: Projection, className: string, dash?: string) {
  return svg("path", {
    class: `ig-curve ${className}`,
    d: pathThrough(series.points.map(({ x, value }) => ({ x: at.x(x), y: at.y(value) }))),
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

/** The metric of every run along the training clock, before the record it competes with. */
export function drawCurves(drawing: CurvesDrawing, width: number, label: string): SVGSVGElement {
  const frame = frameOf(drawing, width);
  const at = projection(frame);
  const target = { value: drawing.target, direction: drawing.direction };
  return svg(
    "svg",
    { class: "ig-chart", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": label },
    ...[...frameShapes(frame, at), ...targetShapes(target, frame, at)].map(drawn),
    ...drawing.record.map((series) => curve(series, at, RECORD_CLASS, "1 3")),
    ...drawing.series.flatMap((series, index) => {
      const { className, dash } = seriesStyle(index);
      return [curve(series, at, className, dash), ...marks(series, at, className)];
    }),
  );
}
