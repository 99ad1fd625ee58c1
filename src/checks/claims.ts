import { type Finding, finding } from "../findings/finding.ts";
import type { JsonText } from "../findings/json-text.ts";
import { firstCrossing } from "../logs/crossing.ts";
import type { EvaluationPoint, LogSummary } from "../logs/summary.ts";
import type { Bound, Ruleset, Track } from "../schemas/ruleset.ts";
import { matchOf } from "./claim-matches.ts";
import { type Case, fieldAt, listAt, numberAt, textAt } from "./submission.ts";

/** One run with everything needed to hold its claim against its log. */
type ClaimedRun = {
  readonly result: JsonText;
  readonly index: number;
  readonly run: unknown;
  readonly name: string;
  readonly log: LogSummary;
  /** The logs of the other runs, by name. */
  readonly others: readonly (readonly [string, LogSummary])[];
  readonly rules: { readonly ruleset: Ruleset; readonly track: Track };
};

/** What result.json claims of a run is what its log shows; nothing is taken on trust. */
export function claims({ submission, ruleset, track }: Case): Finding[] {
  const { result } = submission;
  if (!result || !ruleset || !track) return [];
  const fixed = ruleset.runs.stop === "fixed";
  const ofRuns = listAt(result.value, "runs").flatMap((run, index) => {
    const name = textAt(run, "log");
    const log = name === undefined ? undefined : submission.logs.get(name);
    if (name === undefined || !log || log.evaluations.length === 0) return [];
    const others = [...submission.logs].filter(([other]) => other !== name);
    const claimed = { result, index, run, name, log, others, rules: { ruleset, track } };
    return track.target && !fixed
      ? atTarget(claimed, ruleset, track, track.target)
      : anywhere(claimed);
  });
  return fixed ? [...ofRuns, ...stops(submission, result)] : ofRuns;
}

/** Where runs have to stop at a step fixed ahead, they all stop at the same. */
function stops({ logs }: Case["submission"], result: JsonText): Finding[] {
  const points = listAt(result.value, "runs").map((run, index) => {
    const clock = numberAt(run, "claim", "clock_seconds");
    const log = textAt(run, "log") ?? "";
    const point = logs.get(log)?.evaluations.find((other) => other.clock === clock);
    return { log, index, step: point?.step ?? point?.samples ?? null };
  });
  const first = points.find(({ step }) => step !== null)?.step ?? null;
  return points.flatMap(({ log, index, step }) => {
    if (step === null || first === null || step === first) return [];
    const path = ["runs", index, "claim", "clock_seconds"];
    const at = { file: "result.json", pointer: `/${path.join("/")}`, ...result.at(path) };
    return [finding("claim-stops-differ", at, { log, step, first })];
  });
}

const place = ({ result, index }: ClaimedRun, ...path: string[]) => {
  const full = ["runs", index, "claim", ...path];
  return { file: "result.json", pointer: `/${full.join("/")}`, ...result.at(full) };
};

/** What a wrong value does match, in words. */
const match = (
  { log, name, others, rules }: ClaimedRun,
  value: number,
  read: (point: EvaluationPoint) => number | null | undefined,
) => matchOf(value, read, log, name, others, rules);

function atTarget(claimed: ClaimedRun, ruleset: Ruleset, track: Track, target: Bound): Finding[] {
  const { log, name, run } = claimed;
  const point = firstCrossing(log.evaluations, target, track.guards, ruleset.metrics);
  if (point === null) {
    const bounds = [target, ...track.guards].map((bound) => inWords(bound, ruleset)).join(" and ");
    const best = bestOf(log, target, ruleset);
    return [finding("target-never-reached", place(claimed), { log: name, bounds, best })];
  }
  const clock = numberAt(run, "claim", "clock_seconds");
  const findings: Finding[] = [];
  if (clock !== undefined && clock !== point.clock) {
    const matches = match(claimed, clock, (other) => other.clock);
    const args = { log: name, logLine: point.line, claimed: clock, logged: point.clock, matches };
    findings.push(finding("claim-clock-mismatch", place(claimed, "clock_seconds"), args));
  }
  return [...findings, ...samplesSeen(claimed, point), ...metrics(claimed, point)];
}

/** Without a target, or where runs stop at a step fixed ahead, the claim names an evaluation point by its clock. */
function anywhere(claimed: ClaimedRun): Finding[] {
  const clock = numberAt(claimed.run, "claim", "clock_seconds");
  if (clock === undefined) return [];
  const point = claimed.log.evaluations.find((other) => other.clock === clock);
  if (point) return [...samplesSeen(claimed, point), ...metrics(claimed, point)];
  const args = { log: claimed.name, claimed: clock };
  return [finding("claim-point-unknown", place(claimed, "clock_seconds"), args)];
}

function samplesSeen(claimed: ClaimedRun, point: EvaluationPoint): Finding[] {
  const value = numberAt(claimed.run, "claim", "samples_seen");
  if (value === undefined || value === point.samples) return [];
  const matches = match(claimed, value, (other) => other.samples);
  const logged = { logLine: point.line, logged: point.samples, matches };
  const args = { log: claimed.name, claimed: value, ...logged };
  return [finding("claim-samples-mismatch", place(claimed, "samples_seen"), args)];
}

function metrics(claimed: ClaimedRun, point: EvaluationPoint): Finding[] {
  const values = fieldAt(claimed.run, "claim", "metrics");
  if (typeof values !== "object" || values === null) return [];
  return Object.entries(values).flatMap(([metric, value]: [string, unknown]) => {
    const logged = Object.hasOwn(point.metrics, metric) ? (point.metrics[metric] ?? null) : null;
    if (typeof value !== "number" || value === logged) return [];
    const matches = match(claimed, value, (other) => other.metrics[metric]);
    const args = {
      log: claimed.name,
      logLine: point.line,
      metric,
      claimed: value,
      logged,
      matches,
    };
    return [finding("claim-metric-mismatch", place(claimed, "metrics", metric), args)];
  });
}

const directionOf = (metric: string, ruleset: Ruleset) =>
  ruleset.metrics.find((candidate) => candidate.id === metric)?.direction ?? "min";

/** "fid_50k ≤ 33". */
const inWords = ({ metric, value }: Bound, ruleset: Ruleset) =>
  `${metric} ${directionOf(metric, ruleset) === "min" ? "≤" : "≥"} ${value}`;

/** The evaluation point that came nearest to the target. */
function bestOf(log: LogSummary, { metric }: Bound, ruleset: Ruleset): string | null {
  const sign = directionOf(metric, ruleset) === "min" ? 1 : -1;
  let best: { value: number; line: number } | null = null;
  for (const { metrics: values, line } of log.evaluations) {
    const value = values[metric];
    if (value !== undefined && (best === null || sign * value < sign * best.value)) {
      best = { value, line };
    }
  }
  return best && `The best ${metric} is ${best.value}, in line ${best.line}.`;
}
