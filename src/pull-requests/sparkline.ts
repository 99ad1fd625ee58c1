import { type Case, listAt, numberAt, textAt } from "../checks/submission.ts";
import type { EvaluationPoint } from "../logs/summary.ts";

/** Curves of the target metric as lines of text: they read the same in a mail and in a terminal. */

const BARS = "▁▂▃▄▅▆▇█";
const COLUMNS = 40;
/** Above this ratio of largest to smallest value, the scale is logarithmic. */
const WIDE = 10;
/** More runs than this are a table's business. */
const MOST_RUNS = 12;

type Point = { readonly clock: number; readonly value: number };

/** The last value known at the end of each of equally long parts of the time; null before the first. */
export function resampled(points: readonly Point[], end: number): (number | null)[] {
  let next = 0;
  let last: number | null = null;
  return Array.from({ length: COLUMNS }, (_, column) => {
    const until = (end * (column + 1)) / COLUMNS;
    for (; next < points.length && (points[next]?.clock ?? end) <= until; next++) {
      last = points[next]?.value ?? last;
    }
    return last;
  });
}

/** A scale from values to 0…7, logarithmic where the values span more than a decade. */
export function levels(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const steps = BARS.length - 1;
  if (high === low) return () => 0;
  const log = low > 0 && high / low > WIDE;
  const at = (value: number) =>
    log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return (value) => Math.min(steps, Math.max(0, Math.round(at(value) * steps)));
}

/** One line per run with the target metric over the clock, or null where there is nothing to draw. */
export function sparklines({ submission, ruleset, track }: Case): string | null {
  const metric = track?.target?.metric;
  if (!ruleset || metric === undefined) return null;
  const runs = listAt(submission.result?.value, "runs")
    .slice(0, MOST_RUNS)
    .flatMap((run) => {
      const log = submission.logs.get(textAt(run, "log") ?? "");
      const points = log ? pointsOf(log.evaluations, metric) : [];
      return points.length < 2 ? [] : [{ seed: numberAt(run, "seed"), points }];
    });
  const all = runs.flatMap(({ points }) => points);
  const end = Math.max(...all.map(({ clock }) => clock));
  if (all.length === 0 || !(end > 0)) return null;
  const level = levels(all.map(({ value }) => value));
  const name = ruleset.metrics.find(({ id }) => id === metric)?.name ?? metric;
  const lines = runs.map(({ seed, points }) => {
    const bars = resampled(points, end).map((value) => (value === null ? " " : BARS[level(value)]));
    const last = points.at(-1)?.value ?? 0;
    return `seed ${String(seed ?? "?").padStart(3)}  ${bars.join("")}  ${Number(last.toPrecision(4))}`;
  });
  return [`${name.replace(/[^\p{L}\p{N} .()@%-]/gu, "")}, 0 to ${end.toFixed(1)} s`, ...lines].join(
    "\n",
  );
}

const pointsOf = (evaluations: readonly EvaluationPoint[], metric: string): Point[] =>
  evaluations.flatMap(({ clock, metrics }) => {
    const value = metrics[metric];
    return value !== undefined && Number.isFinite(value) ? [{ clock, value }] : [];
  });
