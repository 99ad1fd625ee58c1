import * as Plot from "@observablehq/plot";
import { metricValue } from "../components/numbers.ts";
import { annotationMark, type Note } from "./annotations.ts";
import { CHART_WIDTHS, type ChartSize, drawChart, leftMargin, projection } from "./frame.ts";
import { seriesStyle } from "./series.ts";
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

function lossMarks(series: Prepared, index: number): Plot.Markish[] {
  const style = seriesStyle(index);
  const place = { x: "clock", y: "loss" };
  return [
    Plot.line(series.raw, {
      ...place,
      strokeWidth: 1,
      className: `ig-raw ${style.className}`,
    }),
    Plot.line(series.even, {
      ...place,
      strokeWidth: 2,
      className: `ig-curve ${style.className}`,
      ...(style.dash === undefined ? {} : { strokeDasharray: style.dash }),
    }),
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
  const frame = { id: chart.id, width: CHART_WIDTHS[size], height: HEIGHTS[size], margins, x, y };
  const at = projection(frame);
  const names = endNames(prepared, (point) => [at.x(point.clock), at.y(point.loss)]);
  return drawChart({
    ...frame,
    title: chart.title,
    description: description(prepared),
    marks: [...prepared.flatMap(lossMarks), annotationMark([], names)],
  });
}
