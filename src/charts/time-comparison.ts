import { percent, seconds } from "../components/numbers.ts";
import { type Note, noteShapes } from "./annotations.ts";
import { fitText } from "./place-labels.ts";
import { chartShape, frameShapes } from "./plain-frame.ts";
import { projection } from "./projection.ts";
import { markup, place, shape } from "./shapes.ts";
import { CHART_WIDTHS, type ChartSize, FONT_SIZE } from "./sizes.ts";
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
  const frame = { width, height, margins, x, y };
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
  const bars = rows.map(({ from, current, seconds: time }) =>
    shape("rect", {
      class: current ? "ig-bar-current" : "ig-bar",
      x: place(at.x(0)),
      y: place(at.y(from)),
      width: place(at.x(time) - at.x(0)),
      height: BAR,
    }),
  );
  const rings = rows.flatMap(({ from, runs }) =>
    runs.map((time) =>
      shape("circle", {
        class: "ig-run-dot",
        "stroke-width": 1.4,
        cx: place(at.x(time)),
        cy: place(at.y(from) + BAR / 2),
        r: 3,
      }),
    ),
  );
  const { id, title } = chart;
  return markup(
    chartShape({ id, title, description: description(entries) }, frame, [
      ...frameShapes(frame, at),
      ...bars,
      ...rings,
      ...noteShapes([], notes),
    ]),
  );
}
