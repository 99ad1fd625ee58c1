import type { Overlay } from "../charts/overlay.ts";
import { thin } from "../charts/smooth.ts";
import { compact, count, day, metricValue, seconds } from "../components/numbers.ts";
import type { EntryCurves, EvaluationRow } from "./document.ts";

/** What is compared of entries, as values: the pages of pairs and the page that compares any show it. */

type Axis = Overlay["axis"];

export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** Evaluations that the line of one run goes through. */
const MOST_POINTS = 100;

/** Marks in one drawing; each is an element with a text of its own. */
const MOST_MARKS = 1000;

const same = <T>(values: readonly T[]): boolean => new Set(values).size <= 1;

/** Metrics that all entries logged, in the order of the first one's; a name that differs is another. */
export function sharedMetrics(entries: readonly EntryCurves[]): EntryCurves["metrics"] {
  const [first, ...others] = entries;
  return (first?.metrics ?? []).filter((metric) =>
    others.every(({ metrics }) =>
      metrics.some(
        ({ id, name, direction }) =>
          id === metric.id && name === metric.name && direction === metric.direction,
      ),
    ),
  );
}

/** What keeps times of these entries from being compared as ranks; empty where nothing does. */
export function caveats(entries: readonly EntryCurves[]): string[] {
  const contests = entries.map(({ contest }) => contest);
  const found: string[] = [];
  if (!same(contests.map(({ ruleset }) => ruleset)))
    found.push("They were made under different rulesets, whose metrics and clocks may differ.");
  else if (!same(contests.map(({ track }) => track)))
    found.push("They are on different tracks, with targets of their own.");
  if (!same(contests.map(({ hardware_class }) => hardware_class)))
    found.push(
      "They ran on different classes of hardware: samples seen can be compared, times not.",
    );
  const doubted = entries.filter(({ standing }) =>
    ["refuted", "disputed", "retracted", "disqualified"].includes(standing),
  );
  for (const { title, standing } of doubted) found.push(`“${title}” is ${standing}.`);
  return found;
}

function pointOf(row: EvaluationRow, metric: string, axis: Axis) {
  const x = axis === "clock" ? row.clock : row.samples;
  const value = row.metrics[metric];
  return x === null || value === undefined ? null : { x, value, guardsHold: row.guards_hold };
}

/** The target that all of them share on a metric, or null. */
function sharedTarget(entries: readonly EntryCurves[], metric: string) {
  const targets = entries.map(({ target }) => (target?.metric === metric ? target : null));
  const [first] = targets;
  return first && targets.every((one) => one?.value === first.value) ? first : null;
}

/** The drawing of entries over each other. */
export function overlayOf(
  entries: readonly EntryCurves[],
  metric: EntryCurves["metrics"][number],
  axis: Axis,
  id: string,
  mostMarks = MOST_MARKS,
): Overlay {
  const target = sharedTarget(entries, metric.id);
  return {
    id,
    title: `${metric.name} against ${axis === "clock" ? "training clock" : "samples seen"}`,
    metric: metric.name,
    direction: metric.direction,
    target: target && { ...target, direction: metric.direction },
    axis,
    mostMarks,
    entries: entries.map(({ title, runs }, index) => ({
      letter: letterOf(index),
      title,
      series: runs.map(({ seed, evaluations, stop }) => ({
        seed,
        points: thin(
          evaluations.flatMap((row) => pointOf(row, metric.id, axis) ?? []),
          MOST_POINTS,
        ),
        crossing: stop && pointOf(stop, metric.id, axis),
      })),
    })),
  };
}

/** A line of a table with a column for each entry; null where an entry has no such value. */
export type Row = {
  readonly group: string;
  readonly name: string;
  readonly values: readonly (string | null)[];
};

/** The figures of the entries beside each other. */
export function figures(entries: readonly EntryCurves[]): Row[] {
  const row = (name: string, value: (entry: EntryCurves) => string | null): Row => ({
    group: "",
    name,
    values: entries.map(value),
  });
  return [
    row("Time to target", ({ time_to_target_seconds: time }) =>
      time === null ? null : seconds(time),
    ),
    row("Samples to target", ({ samples_to_target: samples }) =>
      samples === null ? null : count(samples),
    ),
    row("Runs", (one) => count(one.runs_total)),
    row("Parameters", (one) => compact(one.parameters)),
    row("Standing", (one) => one.standing),
    row("By", (one) => one.submitters),
    row("Date", (one) => day(one.date)),
    row("Board", ({ contest }) => `${contest.track_title}, ${contest.ruleset_title}`),
    row("Hardware", ({ contest }) => contest.hardware_name),
  ];
}

/** Settings that are not the same in all entries. Every entry has a commit of its own: left out. */
export function differingSettings(entries: readonly EntryCurves[]): Row[] {
  const keyOf = ({ group, name }: { group: string; name: string }) => `${group}: ${name}`;
  const all = new Map(
    entries.flatMap(({ configuration }) => configuration.map((one) => [keyOf(one), one] as const)),
  );
  const tables = entries.map(
    ({ configuration }) => new Map(configuration.map((one) => [keyOf(one), one.value] as const)),
  );
  return [...all].flatMap(([key, { group, name }]): Row[] => {
    const values = tables.map((table) => table.get(key) ?? null);
    return key === "Code: commit" || same(values) ? [] : [{ group, name, values }];
  });
}

/** The values behind a drawing, as texts: entry, seed, place on the axis, value. */
export function pointRows(overlay: Overlay): string[][] {
  return overlay.entries.flatMap(({ letter, series }) =>
    series.flatMap(({ seed, points }) =>
      points.map(({ x, value }) => [
        letter,
        String(seed),
        overlay.axis === "clock" ? seconds(x) : count(x),
        metricValue(value),
      ]),
    ),
  );
}
