import { marker } from "./markers.ts";
import { pathThrough } from "./plain-frame.ts";
import type { Projection } from "./projection.ts";
import type { SeriesStyle } from "./series.ts";
import { place, type Shape, shape } from "./shapes.ts";
import { thin } from "./smooth.ts";

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

/** A line through points in the drawing's own units. */
export const lineShape = (
  points: readonly { readonly x: number; readonly y: number }[],
  className: string,
  strokeWidth: number,
  dash?: string,
): Shape =>
  shape("path", {
    class: className,
    d: pathThrough(points),
    "stroke-width": strokeWidth,
    ...(dash === undefined ? {} : { "stroke-dasharray": dash }),
  });

/** Marks closer than this many on a curve are drawn small. */
const DENSE = 60;

export type CurveStyle = SeriesStyle & {
  readonly strokeWidth: number;
  /** Points that get a mark, at most; the line goes through all of them. */
  readonly mostMarks: number;
  /** What a mark says when it is pointed at. */
  readonly told: (point: MetricPoint) => string;
};

/** The curve of one seed: its line, a mark for each evaluation, a ring where it reached the target. */
export function curveShapes(series: MetricSeries, style: CurveStyle, at: Projection): Shape[] {
  const { points, crossing } = series;
  const places = points.map(({ x, value }) => ({ x: at.x(x), y: at.y(value) }));
  const line = lineShape(places, `ig-curve ${style.className}`, style.strokeWidth, style.dash);
  const r = points.length > DENSE ? 1.4 : 2.6;
  const marked = style.mostMarks < 2 ? [] : thin(points, style.mostMarks);
  const marks = marked.map((point): Shape => {
    const mark = marker(style, at.x(point.x), at.y(point.value), r, point.guardsHold);
    return { ...mark, children: [shape("title", {}, style.told(point))] };
  });
  if (crossing === null) return [line, ...marks];
  const ring = shape("circle", {
    class: `ig-crossing ${style.className}`,
    "stroke-width": 2,
    cx: place(at.x(crossing.x)),
    cy: place(at.y(crossing.value)),
    r: 7,
  });
  return [line, ...marks, ring];
}
