import { compact, count, metricValue, seconds } from "../components/numbers.ts";
import { flags } from "./crossing-flags.ts";
import type { MetricPoint, MetricSeries } from "./metric-curve.ts";
import { frameShapes, pathThrough, type TargetLine, targetShapes } from "./plain-frame.ts";
import { type Drawn, leftMargin, type Projection, projection } from "./projection.ts";
import { type SeriesStyle, seriesStyle } from "./series.ts";
import { place, type Shape, shape } from "./shapes.ts";
import { thin } from "./smooth.ts";
import { clockAxis, metricAxis, position, samplesAxis } from "./time-axes.ts";

/** One entry in the drawing: a letter, and a curve for each of its seeds. */
export type OverlaidEntry = {
  readonly letter: string;
  readonly title: string;
  readonly series: readonly MetricSeries[];
};

/** Entries over each other: one metric along one axis. */
export type Overlay = {
  readonly id: string;
  readonly title: string;
  readonly metric: string;
  readonly direction: "min" | "max";
  /** Null where the entries have no target in common. */
  readonly target: TargetLine | null;
  readonly axis: "clock" | "samples";
  readonly entries: readonly OverlaidEntry[];
  /** Marks drawn at most, shared by all runs; the lines keep every point. */
  readonly mostMarks: number;
};

const HEIGHT = 360;

/** On a phone more flags than this would hide the curves; the key beside it tells the times. */
const MOST_NARROW_FLAGS = 3;

function frameOf(overlay: Overlay, width: number): Drawn {
  const points = overlay.entries.flatMap(({ series }) => series.flatMap((one) => one.points));
  const narrow = width < 500;
  const high = Math.max(...points.map(({ x }) => x), 1e-9) * 1.02;
  const falls = overlay.direction === "min";
  const values = points.map(({ value }) => value);
  const bounded = overlay.target === null ? values : [...values, overlay.target.value];
  const name = `${falls ? "↓" : "↑"} ${overlay.metric}`;
  const y = metricAxis(bounded, name, narrow ? 4 : 6, falls);
  const along = overlay.axis === "clock" ? clockAxis : samplesAxis;
  const margins = { top: 32, right: 16, bottom: 46, left: leftMargin(y) };
  return { width, height: HEIGHT, margins, x: along(high, narrow ? 4 : 8), y };
}

/** The outline of a marker around a point. The cross has no inside and is drawn as lines. */
function outline(symbol: SeriesStyle["symbol"], x: number, y: number, r: number): string {
  const at = (dx: number, dy: number) => `${place(x + dx * r)},${place(y + dy * r)}`;
  if (symbol === "square")
    return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}Z`;
  if (symbol === "triangle") return `M${at(0, -1.2)}L${at(1.1, 0.8)}L${at(-1.1, 0.8)}Z`;
  if (symbol === "diamond") return `M${at(0, -1.4)}L${at(1.1, 0)}L${at(0, 1.4)}L${at(-1.1, 0)}Z`;
  return `M${at(-1, -1)}L${at(1, 1)}M${at(1, -1)}L${at(-1, 1)}`;
}

/** The marker of a series at a point; also in the key beside a chart. */
export function marker(style: SeriesStyle, x: number, y: number, r: number, solid = true): Shape {
  const { className, symbol } = style;
  const lines = symbol === "times" || symbol === "star";
  const kind = solid && !lines ? "ig-point" : lines ? "ig-curve" : "ig-hollow";
  const attributes = { class: `${kind} ${className}`, "stroke-width": lines ? 1.5 : 1.2 };
  return symbol === "circle"
    ? shape("circle", { ...attributes, cx: place(x), cy: place(y), r })
    : shape("path", { ...attributes, d: outline(symbol, x, y, r) });
}

type Told = (point: MetricPoint, seed: number) => string;

function seriesShapes(
  series: MetricSeries,
  style: SeriesStyle,
  at: Projection,
  told: Told,
  mostMarks: number,
) {
  const dense = series.points.length > 60;
  const marked = mostMarks < 2 ? [] : thin(series.points, mostMarks);
  const line = shape("path", {
    class: `ig-curve ${style.className}`,
    d: pathThrough(series.points.map(({ x, value }) => ({ x: at.x(x), y: at.y(value) }))),
    "stroke-width": 1.4,
    ...(style.dash === undefined ? {} : { "stroke-dasharray": style.dash }),
  });
  const dots = marked.map((point) => {
    const dot = marker(
      style,
      at.x(point.x),
      at.y(point.value),
      dense ? 1.4 : 2.6,
      point.guardsHold,
    );
    return { ...dot, children: [shape("title", {}, told(point, series.seed))] };
  });
  const { crossing } = series;
  if (crossing === null) return [line, ...dots];
  const ring = { cx: place(at.x(crossing.x)), cy: place(at.y(crossing.value)), r: 7 };
  const attributes = { class: `ig-crossing ${style.className}`, "stroke-width": 2, ...ring };
  return [line, ...dots, shape("circle", attributes)];
}

const crossings = ({ series }: OverlaidEntry): MetricPoint[] =>
  series.flatMap(({ crossing }) => crossing ?? []);

/** A flag for each entry, at the seed that reached the target first. */
function flagShapes(overlay: Overlay, frame: Drawn, at: Projection): Shape[] {
  const { width, height, margins } = frame;
  if (width < 500 && overlay.entries.length > MOST_NARROW_FLAGS) return [];
  const points = overlay.entries.flatMap((entry, index) => {
    const first = crossings(entry).toSorted((a, b) => a.x - b.x)[0];
    if (first === undefined) return [];
    const reached = overlay.axis === "clock" ? seconds(first.x) : compact(first.x);
    const text = `${entry.letter}${entry.series.length > 1 ? " from" : ":"} ${reached}`;
    const { className } = seriesStyle(index);
    return [{ x: at.x(first.x), y: at.y(first.value), text, className }];
  });
  const area = {
    left: margins.left,
    right: width - margins.right,
    top: margins.top,
    bottom: height - margins.bottom,
  };
  const { notes, strokes } = flags(points, area, overlay.direction === "min");
  return [
    ...strokes.map(({ className, x1, y1, x2, y2 }) =>
      shape("line", {
        class: className,
        x1: place(x1),
        y1: place(y1),
        x2: place(x2),
        y2: place(y2),
      }),
    ),
    ...notes.map(({ className, x, y, text, anchor }) =>
      shape("text", { class: className, x: place(x), y: place(y), "text-anchor": anchor }, text),
    ),
  ];
}

function description({ entries, metric, axis }: Overlay): string {
  const lines = entries.map((entry) => {
    const reached = crossings(entry).map(({ x }) => position(axis, x));
    const runs = count(entry.series.length);
    const stops =
      reached.length === 0 ? "no run stops the clock" : `stops at ${reached.join(", ")}`;
    return `${entry.letter}, ${entry.title}: ${runs} ${entry.series.length === 1 ? "run" : "runs"}, ${stops}`;
  });
  return `${metric} during training. ${lines.join("; ")}.`;
}

/** The drawing for a width in pixels; null where no entry has a value of the metric. */
export function overlayShape(overlay: Overlay, width: number): Shape | null {
  if (overlay.entries.every(({ series }) => series.every(({ points }) => points.length === 0))) {
    return null;
  }
  const frame = frameOf(overlay, width);
  const at = projection(frame);
  const runs = overlay.entries.reduce((sum, { series }) => sum + series.length, 0);
  const marksEach = Math.floor(overlay.mostMarks / runs);
  const curves = overlay.entries.flatMap((entry, index) => {
    const told: Told = ({ value, x, guardsHold }, seed) =>
      `${entry.letter}, seed ${seed}: ${metricValue(value)} at ${position(overlay.axis, x)}` +
      (guardsHold ? "" : " (a guard fails here)");
    return entry.series.flatMap((series) =>
      seriesShapes(series, seriesStyle(index), at, told, marksEach),
    );
  });
  return shape(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "ig-chart",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: "img",
      "aria-labelledby": `${overlay.id}-title`,
      "aria-describedby": `${overlay.id}-desc`,
    },
    shape("title", { id: `${overlay.id}-title` }, overlay.title),
    shape("desc", { id: `${overlay.id}-desc` }, description(overlay)),
    ...frameShapes(frame, at),
    ...(overlay.target === null ? [] : targetShapes(overlay.target, frame, at)),
    ...curves,
    ...flagShapes(overlay, frame, at),
  );
}
