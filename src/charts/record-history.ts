import * as Plot from "@observablehq/plot";
import { day, percent, seconds } from "../components/numbers.ts";
import { annotationMark, type Note, type Stroke } from "./annotations.ts";
import { drawChart } from "./frame.ts";
import { type Box, fitText, type PlacedLabel, placeLabels, textWidth } from "./place-labels.ts";
import { type AxisSpec, leftMargin, type Projection, projection } from "./projection.ts";
import { CHART_WIDTHS, type ChartSize, FONT_SIZE } from "./sizes.ts";
import { timeAxis, valueAxis } from "./time-axes.ts";

/** One entry on the record history: a step of the staircase or a dot beside it. */
export type HistoryPoint = {
  readonly id: string;
  readonly title: string;
  readonly holder: string;
  readonly openedAt: string;
  readonly seconds: number;
  /** A record is a step; a verified entry that was none is a dot; a claimed one a hollow dot. */
  readonly kind: "record" | "verified" | "claimed";
  /** Share by which the record before it was beaten; null for the first. */
  readonly gain: number | null;
  /** One-sided p for beating it by the margin; null where it cannot be told. */
  readonly pFaster: number | null;
};

export type RecordHistoryChart = {
  readonly id: string;
  readonly title: string;
  readonly points: readonly HistoryPoint[];
};

const HEIGHTS = { narrow: 300, medium: 340, wide: 400, full: 420 } as const;
const LABEL_LINE = 15;
const TITLE_ROOM = { narrow: 0, medium: 170, wide: 230, full: 300 } as const;

const moment = (point: HistoryPoint) => Date.parse(point.openedAt);

const gainText = (gain: number) => `−${percent(gain)}`;

/** What the chart shows, in one sentence, for those who do not see it. */
function description(records: readonly HistoryPoint[], others: number): string {
  const first = records[0];
  const last = records.at(-1);
  const dots = others === 1 ? "1 further entry is a dot." : `${others} further entries are dots.`;
  const rest = others === 0 ? "" : ` ${dots}`;
  if (first === undefined || last === undefined) return `No record yet.${rest}`;
  if (records.length === 1) {
    return `One record: ${first.title}, ${seconds(first.seconds)}, ${day(first.openedAt)}.${rest}`;
  }
  return (
    `The record fell in ${records.length} steps from ${seconds(first.seconds)} ` +
    `(${first.title}) to ${seconds(last.seconds)} (${last.title}).${rest}`
  );
}

function horizontalAxis(points: readonly HistoryPoint[], wanted: number): AxisSpec {
  const moments = points.map(moment);
  return timeAxis(Math.min(...moments), Math.max(...moments), wanted);
}

/** The treads and risers of the staircase and the dots, as things a label must not cover. */
function obstacles(
  records: readonly HistoryPoint[],
  all: readonly HistoryPoint[],
  at: Projection,
  rightEdge: number,
): Box[] {
  const boxes: Box[] = [];
  records.forEach((point, index) => {
    const next = records[index + 1];
    const left = at.x(moment(point));
    const right = next === undefined ? rightEdge : at.x(moment(next));
    const y = at.y(point.seconds);
    boxes.push({ left, right, top: y - 2, bottom: y + 2 });
    if (next !== undefined) {
      boxes.push({ left: right - 2, right: right + 2, top: y, bottom: at.y(next.seconds) });
    }
  });
  for (const point of all) {
    const [x, y] = [at.x(moment(point)), at.y(point.seconds)];
    boxes.push({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 });
  }
  return boxes;
}

/** What a label says, line by line, the fullest form first; phones have room for figures only. */
function labelForms(point: HistoryPoint, size: ChartSize): string[][] {
  const time = seconds(point.seconds);
  const figure = point.gain === null ? time : `${time} · ${gainText(point.gain)}`;
  const title = fitText(point.title, FONT_SIZE, TITLE_ROOM[size]);
  return size === "narrow" ? [[time]] : [[figure, title], [figure], [time]];
}

function labelNotes(
  placed: readonly (PlacedLabel | null)[],
  forms: readonly (readonly string[][])[],
  points: readonly { x: number; y: number }[],
): { notes: Note[]; strokes: Stroke[] } {
  const notes: Note[] = [];
  const strokes: Stroke[] = [];
  placed.forEach((label, index) => {
    const point = points[index];
    if (label === null || point === undefined) return;
    const x = label.anchor === "start" ? label.box.left : label.box.right;
    const lines = forms[index]?.[label.form] ?? [];
    lines.forEach((text, line) => {
      const y = label.box.top + (line + 1) * LABEL_LINE - 4;
      const className = line === 0 ? "ig-label-strong" : "ig-label";
      notes.push({ x, y, anchor: label.anchor, text, className });
    });
    if (label.leader) {
      const y2 = label.box.bottom + 1;
      strokes.push({ x1: point.x, y1: point.y - 6, x2: point.x, y2, className: "ig-leader" });
    }
  });
  return { notes, strokes };
}

function annotate(
  records: readonly HistoryPoint[],
  all: readonly HistoryPoint[],
  at: Projection,
  area: Box,
  size: ChartSize,
) {
  const points = records.map((point) => ({ x: at.x(moment(point)), y: at.y(point.seconds) }));
  const forms = records.map((point) => labelForms(point, size));
  const requests = points.map((point, index) => ({
    ...point,
    forms: (forms[index] ?? []).map((lines) => ({
      width: Math.max(...lines.map((text) => textWidth(text, FONT_SIZE))),
      height: lines.length * LABEL_LINE,
    })),
  }));
  const placed = placeLabels(requests, area, obstacles(records, all, at, area.right));
  const { notes, strokes } = labelNotes(placed, forms, points);
  return annotationMark(strokes, notes);
}

const pointTitle = (point: HistoryPoint) =>
  `${point.title} (${point.holder}): ${seconds(point.seconds)}, ${day(point.openedAt)}`;

/** The staircase of the record: time to target against the moment each entry was opened. */
export function drawRecordHistory(chart: RecordHistoryChart, size: ChartSize): string {
  const all = chart.points.toSorted((a, b) => moment(a) - moment(b));
  if (all.length === 0) return "";
  const of = (kind: HistoryPoint["kind"]) => all.filter((point) => point.kind === kind);
  const records = of("record");
  const width = CHART_WIDTHS[size];
  const x = horizontalAxis(all, size === "narrow" ? 3 : 6);
  const values = all.map((point) => point.seconds);
  const y = valueAxis(values, "Time to target", size === "narrow" ? 4 : 6);
  const margins = { top: 34, right: 12, bottom: 48, left: leftMargin(y) };
  const frame = { id: chart.id, width, height: HEIGHTS[size], margins, x, y };
  const at = projection(frame);
  const area = {
    left: margins.left,
    top: 22,
    right: width - 4,
    bottom: frame.height - margins.bottom,
  };
  const stairs = records.map((point) => [moment(point), point.seconds] as const);
  const last = stairs.at(-1);
  if (last !== undefined) stairs.push([x.domain[1], last[1]]);
  // Titles on the records alone: of the others there may be many, and the table names them.
  const position = { x: moment, y: (point: HistoryPoint) => point.seconds };
  return drawChart({
    ...frame,
    title: chart.title,
    description: description(records, all.length - records.length),
    marks: [
      Plot.dot(of("verified"), {
        ...position,
        r: 3.5,
        className: "ig-other",
        fill: "currentColor",
      }),
      Plot.dot(of("claimed"), { ...position, r: 3.5, className: "ig-unproven" }),
      Plot.line([...stairs], { curve: "step-after", className: "ig-stairs", strokeWidth: 2.5 }),
      Plot.dot(records, {
        ...position,
        title: pointTitle,
        r: 5,
        className: "ig-step",
        fill: "currentColor",
      }),
      annotate(records, all, at, area, size),
    ],
  });
}
