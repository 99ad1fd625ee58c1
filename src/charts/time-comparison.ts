import * as Plot from "@observablehq/plot";
import { percent, seconds } from "../components/numbers.ts";
import { annotationMark, type Note } from "./annotations.ts";
import { CHART_WIDTHS, type ChartSize, drawChart, FONT_SIZE, projection } from "./frame.ts";
import { fitText } from "./place-labels.ts";
import { clockAxis } from "./time-axes.ts";

/** An entry in the comparison, oldest first; `current` is the one the page is about. */
export type ComparedEntry = {
  readonly id: string;
  readonly title: string;
  readonly seconds: number;
  readonly runs: readonly number[];
  readonly current: boolean;
};

export type TimeComparisonChart = {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly ComparedEntry[];
};

const ROW = 44;
const BAR = 13;

/** Change of time against the row before: "−12.3 %" when it got faster. */
function change(time: number, before: ComparedEntry | undefined): string {
  if (before === undefined) return "";
  const share = (time - before.seconds) / before.seconds;
  return ` (${share > 0 ? "+" : ""}${percent(share)})`;
}

function description(entries: readonly ComparedEntry[]): string {
  const parts = entries.map(
    (entry, index) =>
      `${entry.title} ${seconds(entry.seconds)}${change(entry.seconds, entries[index - 1])}`,
  );
  return `Mean time to target, oldest first: ${parts.join("; ")}.`;
}

/** Time to target of the records before an entry and of the entry itself, as bars from zero. */
export function drawTimeComparison(chart: TimeComparisonChart, size: ChartSize): string {
  const { entries } = chart;
  if (entries.length === 0) return "";
  const width = CHART_WIDTHS[size];
  const high = Math.max(...entries.flatMap((entry) => [entry.seconds, ...entry.runs]));
  const x = clockAxis(high * 1.04, size === "narrow" ? 4 : 8);
  const margins = { top: 6, right: 16, bottom: 44, left: 4 };
  const height = margins.top + margins.bottom + entries.length * ROW;
  const y = { label: "", domain: [entries.length, 0] as const, ticks: [], tickFormat: String };
  const frame = { id: chart.id, width, height, margins, x, y };
  const at = projection(frame);
  const room = width - margins.right - 130;
  const rows = entries.map((entry, index) => ({ ...entry, from: index + 0.5, index }));
  const notes = rows.flatMap((row): Note[] => {
    const top = margins.top + row.index * ROW + 15;
    const figure = `${seconds(row.seconds)}${change(row.seconds, entries[row.index - 1])}`;
    const name = { x: at.x(0), y: top, text: fitText(row.title, FONT_SIZE, room) } as const;
    const strong = row.current ? "ig-label-strong" : "ig-label";
    return [
      { ...name, anchor: "start", className: strong },
      { x: width - margins.right, y: top, text: figure, anchor: "end", className: strong },
    ];
  });
  const bar = (current: boolean) =>
    Plot.rect(
      rows.filter((row) => row.current === current),
      {
        x1: 0,
        x2: "seconds",
        y1: "from",
        y2: (row: { from: number }) => row.from + BAR / ROW,
        fill: "currentColor",
        className: current ? "ig-bar-current" : "ig-bar",
      },
    );
  const dots = rows.flatMap((row) => row.runs.map((time) => ({ time, row: row.from })));
  return drawChart({
    ...frame,
    title: chart.title,
    description: description(entries),
    marks: [
      bar(false),
      bar(true),
      Plot.dot(dots, {
        x: "time",
        y: (dot: { row: number }) => dot.row + BAR / ROW / 2,
        r: 3,
        strokeWidth: 1.4,
        className: "ig-run-dot",
      }),
      annotationMark([], notes),
    ],
  });
}
