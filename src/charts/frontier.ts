import * as Plot from "@observablehq/plot";
import { annotationMark, type Note } from "./annotations.ts";
import { drawChart } from "./frame.ts";
import { fitText, placeLabels, textWidth } from "./place-labels.ts";
import { type AxisSpec, leftMargin, projection } from "./projection.ts";
import { CHART_WIDTHS, type ChartSize, FONT_SIZE } from "./sizes.ts";
import { linearTicks, logTicks } from "./ticks.ts";

/** An entry by what it cost and what it reached. */
export type FrontierPoint = {
  readonly id: string;
  readonly title: string;
  readonly cost: number;
  readonly value: number;
  /** True where no other is as good in both and better in one. */
  readonly onFrontier: boolean;
};

/** One figure of an axis: its name with the unit, and how its numbers read. */
export type Quantity = { readonly name: string; readonly show: (value: number) => string };

export type FrontierChart = {
  readonly id: string;
  readonly title: string;
  readonly cost: Quantity;
  readonly value: Quantity;
  readonly direction: "min" | "max";
  readonly points: readonly FrontierPoint[];
};

const HEIGHT = 280;
/** From this ratio on an axis is logarithmic. */
const LOG_RATIO = 4;

function axis(values: readonly number[], label: string, show: Quantity["show"]): AxisSpec {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low > 0 && high / low > LOG_RATIO) {
    const domain = [low * 0.8, high * 1.35] as const;
    return {
      label: `${label}, log scale`,
      domain,
      ticks: logTicks(domain[0], domain[1], 6),
      tickFormat: show,
      type: "log",
    };
  }
  const room = (high - low || Math.abs(high) || 1) * 0.15;
  const domain = [
    Math.max(low >= 0 ? 0 : Number.NEGATIVE_INFINITY, low - room),
    high + room,
  ] as const;
  return { label, domain, ticks: linearTicks(domain[0], domain[1], 4), tickFormat: show };
}

function description({ cost, value, points }: FrontierChart): string {
  const best = points.filter(({ onFrontier }) => onFrontier);
  const told = best.map(
    (point) => `${point.title}, ${value.show(point.value)} at ${cost.show(point.cost)}`,
  );
  return `${points.length} entries, ${best.length} on the frontier: ${told.join("; ")}.`;
}

/** The steps of the frontier, from its cheapest entry to the right edge. */
function stairs(chart: FrontierChart, right: number): [number, number][] {
  const best = chart.points
    .filter(({ onFrontier }) => onFrontier)
    .toSorted((a, b) => a.cost - b.cost || a.value - b.value);
  const steps = best.map(({ cost, value }): [number, number] => [cost, value]);
  const last = steps.at(-1);
  return last === undefined ? [] : [...steps, [right, last[1]]];
}

/** Cost against what was reached: every entry a dot, those that nobody beats joined by a line. */
export function drawFrontier(chart: FrontierChart, size: ChartSize): string {
  const { points, cost, value } = chart;
  if (points.length === 0) return "";
  const width = CHART_WIDTHS[size];
  const x = axis(
    points.map((point) => point.cost),
    `${cost.name} →`,
    cost.show,
  );
  const y = axis(
    points.map((point) => point.value),
    `↑ ${value.name}`,
    value.show,
  );
  const margins = { top: 30, right: 16, bottom: 46, left: leftMargin(y) };
  const frame = { id: chart.id, width, height: HEIGHT, margins, x, y };
  const at = projection(frame);
  const best = points.filter(({ onFrontier }) => onFrontier);
  const others = points.filter(({ onFrontier }) => !onFrontier);
  const position = {
    x: "cost",
    y: "value",
    title: (point: FrontierPoint) =>
      `${point.title}: ${value.show(point.value)} at ${cost.show(point.cost)}`,
  } as const;
  return drawChart({
    ...frame,
    title: chart.title,
    description: description(chart),
    marks: [
      // Without titles: there may be many, and the table beside the drawing names them.
      Plot.dot(others, {
        x: "cost",
        y: "value",
        r: 3.5,
        className: "ig-other",
        fill: "currentColor",
      }),
      Plot.line(stairs(chart, x.domain[1]), {
        curve: "step-after",
        className: "ig-stairs",
        strokeWidth: 2,
      }),
      Plot.dot(best, { ...position, r: 5, className: "ig-step", fill: "currentColor" }),
      labels(best, points, at, {
        width,
        margins,
        rooms: size === "narrow" ? [230, 120] : [300, 190],
      }),
    ],
  });
}

type Area = {
  readonly width: number;
  readonly margins: { readonly left: number; readonly bottom: number };
  /** Widths of a title, the one to be tried first coming first. Unit: pixels. */
  readonly rooms: readonly number[];
};

/** Titles beside the entries of the frontier, where they cover nothing. */
function labels(
  best: readonly FrontierPoint[],
  all: readonly FrontierPoint[],
  at: ReturnType<typeof projection>,
  { width, margins, rooms }: Area,
) {
  const texts = best.map(({ title }) => rooms.map((room) => fitText(title, FONT_SIZE, room)));
  const requests = best.map((point, index) => ({
    x: at.x(point.cost),
    y: at.y(point.value),
    forms: (texts[index] ?? []).map((text) => ({ width: textWidth(text, FONT_SIZE), height: 15 })),
  }));
  const obstacles = all.map((point) => {
    const [x, y] = [at.x(point.cost), at.y(point.value)];
    return { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 };
  });
  const area = { left: margins.left, top: 22, right: width - 4, bottom: HEIGHT - margins.bottom };
  const notes = placeLabels(requests, area, obstacles).flatMap((label, index): Note[] => {
    if (label === null) return [];
    const x = label.anchor === "start" ? label.box.left : label.box.right;
    const text = texts[index]?.[label.form] ?? "";
    return [{ x, y: label.box.top + 11, anchor: label.anchor, text, className: "ig-label" }];
  });
  return annotationMark([], notes);
}
