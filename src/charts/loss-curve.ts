import { metricValue } from "../components/numbers.ts";
import { type Note, noteShapes } from "./annotations.ts";
import { lineShape } from "./curve-shapes.ts";
import { chartShape, frameShapes } from "./plain-frame.ts";
import { leftMargin, type Projection, projection } from "./projection.ts";
import { seriesStyle } from "./series.ts";
import { markup, type Shape } from "./shapes.ts";
import { CHART_WIDTHS, type ChartSize } from "./sizes.ts";
import { smooth, thin } from "./smooth.ts";
import { clockAxis, metricAxis } from "./time-axes.ts";

export type LossPoint = { readonly clock: number; readonly loss: number };
export type LossSeries = { readonly seed: number; readonly points: readonly LossPoint[] };
export type LossCurveChart = {
  readonly id: string;
  readonly title: string;
  readonly series: readonly LossSeries[];
};

const HEIGHTS = { narrow: 270, medium: 290, wide: 320, full: 340 } as const;
const POINTS = { narrow: 90, medium: 140, wide: 200, full: 240 } as const;
const LABEL_ROOM = 56;
const LINE = 15;

type Prepared = { readonly seed: number; readonly raw: LossPoint[]; readonly even: LossPoint[] };

function prepare(series: LossSeries, most: number): Prepared {
  const finite = series.points.filter((point) => Number.isFinite(point.loss));
  return { seed: series.seed, raw: thin(finite, most), even: thin(smooth(finite), most) };
}

/** Names at the ends of the curves, moved apart where they would overlap. */
function endNames(prepared: readonly Prepared[], at: (point: LossPoint) => [number, number]) {
  const ends = prepared
    .flatMap((series, index) => {
      const last = series.even.at(-1);
      if (last === undefined) return [];
      const [x, y] = at(last);
      return [{ x, y, index, seed: series.seed }];
    })
    .toSorted((a, b) => a.y - b.y);
  let lowest = Number.NEGATIVE_INFINITY;
  return ends.map((end): Note => {
    lowest = Math.max(lowest + LINE, end.y);
    return {
      x: Math.max(...ends.map(({ x }) => x)) + 7,
      y: lowest + 4,
      text: `seed ${end.seed}`,
      anchor: "start",
      className: `ig-flag ${seriesStyle(end.index).className}`,
    };
  });
}

function lossShapes({ raw, even }: Prepared, index: number, at: Projection): Shape[] {
  const { className, dash } = seriesStyle(index);
  const places = (points: readonly LossPoint[]) =>
    points.map(({ clock, loss }) => ({ x: at.x(clock), y: at.y(loss) }));
  return [
    lineShape(places(raw), `ig-raw ${className}`, 1),
    lineShape(places(even), `ig-curve ${className}`, 2, dash),
  ];
}

function description(prepared: readonly Prepared[]): string {
  const ends = prepared.flatMap(({ seed, even }) => {
    const last = even.at(-1);
    return last === undefined ? [] : [`seed ${seed} ends at ${metricValue(last.loss)}`];
  });
  return `Training loss against the training clock, smoothed: ${ends.join("; ")}.`;
}

/** The training loss of every seed: as logged, faint, and smoothed. */
export function drawLossCurve(chart: LossCurveChart, size: ChartSize): string {
  const prepared = chart.series.map((series) => prepare(series, POINTS[size]));
  const raw = prepared.flatMap((series) => series.raw);
  if (raw.length === 0) return "";
  const x = clockAxis(
    Math.max(...raw.map((point) => point.clock), 1e-9),
    size === "narrow" ? 4 : 8,
  );
  const losses = raw.map((point) => point.loss);
  const y = metricAxis(losses, "training loss", size === "narrow" ? 4 : 5);
  const margins = { top: 32, right: LABEL_ROOM, bottom: 46, left: leftMargin(y) };
  const frame = { width: CHART_WIDTHS[size], height: HEIGHTS[size], margins, x, y };
  const at = projection(frame);
  const names = endNames(prepared, (point) => [at.x(point.clock), at.y(point.loss)]);
  const { id, title } = chart;
  return markup(
    chartShape({ id, title, description: description(prepared) }, frame, [
      ...frameShapes(frame, at),
      ...prepared.flatMap((series, index) => lossShapes(series, index, at)),
      ...noteShapes([], names),
    ]),
  );
}
