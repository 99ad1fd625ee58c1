import { type Finding, finding } from "../findings/finding.ts";
import type { EvaluationPoint, LogSummary } from "../logs/summary.ts";
import type { Case } from "./submission.ts";

const LEAP = 10;
/** Points that have to be equal before two logs count as one: a single one can be chance at 0 or 1. */
const EQUAL_POINTS = 3;

/** Evaluation points whose spacing, course or sameness a reviewer should look at. */
export function evaluations(one: Case): Finding[] {
  const logs = [...one.submission.logs];
  return [
    ...logs.flatMap(([file, log]) => [
      ...spacing(file, log),
      ...cadence(file, log, one),
      ...leaps(file, log, one),
    ]),
    ...copies(logs),
  ];
}

/** The last interval may be shorter: the end of training is a point of its own. */
function spacing(file: string, { evaluations: points, secondStart }: LogSummary): Finding[] {
  // Of two runs in one file nothing more is said: their steps start again.
  if (secondStart !== null) return [];
  const steps = points.flatMap(({ step }) => (step === null ? [] : [step]));
  const gaps = steps.slice(1, -1).map((step, index) => step - (steps[index] ?? 0));
  const shortest = Math.min(...gaps);
  const longest = Math.max(...gaps);
  if (gaps.length < 3 || longest <= shortest * 2) return [];
  return [finding("evaluations-irregular", { file }, { name: file, shortest, longest })];
}

/** The ruleset says how far apart evaluation points may lie; the first counts from the start. */
function cadence(file: string, { evaluations: points }: LogSummary, { ruleset }: Case): Finding[] {
  const limit = ruleset?.evaluations?.most_samples_apart;
  if (limit === undefined) return [];
  let before = 0;
  return points.flatMap(({ samples, line }) => {
    if (samples === null) return [];
    const apart = samples - before;
    before = samples;
    return apart > limit
      ? [finding("evaluations-too-far-apart", { file, line }, { apart, limit })]
      : [];
  });
}

function leaps(file: string, { evaluations: points }: LogSummary, { track }: Case): Finding[] {
  const metric = track?.target?.metric;
  if (metric === undefined) return [];
  const values = points.flatMap((point) => {
    const value = point.metrics[metric];
    return value === undefined || value <= 0 ? [] : [{ value, line: point.line }];
  });
  const late = values.slice(1);
  return late.slice(1).flatMap(({ value, line }, index) => {
    const before = late[index];
    if (!before || Math.max(value, before.value) <= LEAP * Math.min(value, before.value)) return [];
    const args = { metric, from: before.value, to: value, fromLine: before.line };
    return [finding("metric-jump", { file, line }, args)];
  });
}

const digits = ({ metrics }: EvaluationPoint) =>
  JSON.stringify(Object.entries(metrics).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Two logs that measured the same digits at several points are one log under two names. */
function copies(logs: readonly (readonly [string, LogSummary])[]): Finding[] {
  return logs.flatMap(([name, log], index) => {
    for (const [other, earlier] of logs.slice(0, index)) {
      const known = new Map(earlier.evaluations.map((point) => [digits(point), point.line]));
      const equal = log.evaluations.filter((point) => known.has(digits(point)));
      const [first] = equal;
      if (!first || new Set(equal.map(digits)).size < EQUAL_POINTS) continue;
      const otherLine = known.get(digits(first)) ?? 0;
      const args = { name, other, points: equal.length, line: first.line, otherLine };
      return [finding("runs-identical", { file: name, line: first.line }, args)];
    }
    return [];
  });
}
