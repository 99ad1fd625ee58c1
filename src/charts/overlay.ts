import { compact, count, metricValue, seconds } from "../components/numbers.ts";
import { noteShapes } from "./annotations.ts";
import { flags } from "./crossing-flags.ts";
import { curveShapes, type MetricPoint, type MetricSeries } from "./curve-shapes.ts";
import { chartShape, frameShapes, plotArea, type TargetLine, targetShapes } from "./plain-frame.ts";
import { type Drawn, leftMargin, type Projection, projection } from "./projection.ts";
import { seriesStyle } from "./series.ts";
import type { Shape } from "./shapes.ts";
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

const crossings = ({ series }: OverlaidEntry): MetricPoint[] =>
  series.flatMap(({ crossing }) => crossing ?? []);

/** A flag for each entry, at the seed that reached the target first. */
function flagShapes(overlay: Overlay, frame: Drawn, at: Projection): Shape[] {
  if (frame.width < 500 && overlay.entries.length > MOST_NARROW_FLAGS) return [];
  const points = overlay.entries.flatMap((entry, index) => {
    const first = crossings(entry).toSorted((a, b) => a.x - b.x)[0];
    if (first === undefined) return [];
    const reached = overlay.axis === "clock" ? seconds(first.x) : compact(first.x);
    const text = `${entry.letter}${entry.series.length > 1 ? " from" : ":"} ${reached}`;
    const { className } = seriesStyle(index);
    return [{ x: at.x(first.x), y: at.y(first.value), text, className }];
  });
  const { notes, strokes } = flags(points, plotArea(frame), overlay.direction === "min");
  return noteShapes(strokes, notes);
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
  const curves = overlay.entries.flatMap(({ letter, series }, index) => {
    const style = { ...seriesStyle(index), strokeWidth: 1.4, mostMarks: marksEach };
    return series.flatMap((one) => {
      const told = ({ value, x, guardsHold }: MetricPoint) =>
        `${letter}, seed ${one.seed}: ${metricValue(value)} at ${position(overlay.axis, x)}` +
        (guardsHold ? "" : " (a guard fails here)");
      return curveShapes(one, { ...style, told }, at);
    });
  });
  const { id, title } = overlay;
  return chartShape({ id, title, description: description(overlay) }, frame, [
    ...frameShapes(frame, at),
    ...(overlay.target === null ? [] : targetShapes(overlay.target, frame, at)),
    ...curves,
    ...flagShapes(overlay, frame, at),
  ]);
}
