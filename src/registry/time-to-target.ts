import { countedPoint, holds } from "../logs/crossing.ts";
import type { Rules } from "./contest.ts";
import { verificationApplies } from "./standing.ts";
import { meanOfAll } from "./statistics/mean.ts";
import type { Entry, RegistryRun } from "./types.ts";

type Values = Readonly<Record<string, number>>;

/** A run with what the rules look at and the registry does not publish. */
export type CountedRun = {
  readonly run: RegistryRun;
  /** The values that count: the kernel's where it measured, else the log's, else the claim's. */
  readonly values: Values;
  /** How far training had come at that point: step, else samples; null where the log tells neither. */
  readonly progress: number | null;
  /** What tells one training from another: the digest of its log. */
  readonly log: string;
};

/** The runs of an entry as the registry counts them: from the log where there is one. */
export function countedRuns(entry: Entry, rules: Rules): CountedRun[] {
  const { verification } = entry;
  const measured =
    verification !== null && verificationApplies(entry, verification)
      ? new Map(verification.runs.map((run) => [run.seed, run.measured]))
      : null;
  return entry.result.runs.map((run, index) =>
    countedRun(entry, rules, index, measured?.get(run.seed) ?? null),
  );
}

function countedRun(entry: Entry, rules: Rules, index: number, measured: Values | null) {
  const run = entry.result.runs[index];
  if (run === undefined) throw new RangeError(`${entry.id} has no run ${index}`);
  const log = entry.logs[index] ?? null;
  const claimed = run.claim.metrics as Values;
  const { target } = rules.track;
  const fromClaim = { clock: run.claim.clock_seconds, samples: run.claim.samples_seen, step: null };
  const point =
    target === undefined
      ? null
      : log === null
        ? { ...fromClaim, metrics: claimed }
        : countedPoint(log.evaluations, run.claim.clock_seconds, rules);
  const values = { ...(point?.metrics ?? claimed), ...measured };
  const source: "log" | "claim" = log === null || target === undefined ? "claim" : "log";
  return {
    run: {
      seed: run.seed,
      claimed,
      measured,
      time_to_target_seconds: point?.clock ?? null,
      samples_to_target: point?.samples ?? null,
      source,
      target_holds: point === null ? null : boundsHold(values, rules),
    },
    values,
    progress: point?.step ?? point?.samples ?? null,
    log: logIdentity(entry, index),
  };
}

/** Whether target and guards hold, exactly: no tolerance, no rounding; a value at its bound holds. */
export const boundsHold = (values: Values, { ruleset, track }: Rules): boolean =>
  [track.target, ...track.guards].every(
    (bound) => bound === undefined || holds(values[bound.metric], bound, ruleset.metrics),
  );

function logIdentity({ result, files }: Entry, index: number): string {
  const log = result.runs[index]?.log;
  if (typeof log === "object") return log.sha256;
  return files.find(({ name }) => name === log)?.sha256 ?? `run ${index}`;
}

/** The runs without those whose log is byte for byte the log of an earlier one. */
export function distinctRuns(runs: readonly CountedRun[]): CountedRun[] {
  const seen = new Set<string>();
  return runs.filter(({ log }) => !seen.has(log) && seen.add(log));
}

/** Mean of every metric over the runs; the kernel's values if it measured each run. */
export function entryMetrics(runs: readonly RegistryRun[]) {
  const source = runs.every((run) => run.measured !== null) ? "measured" : "claimed";
  const names = new Set(runs.flatMap((run) => Object.keys(run[source] ?? {})));
  const metrics: Record<string, number> = {};
  for (const name of [...names].sort()) {
    const mean = meanOfAll(runs.map((run) => run[source]?.[name] ?? null));
    if (mean !== null) metrics[name] = Number(mean.toPrecision(9));
  }
  return { metrics, metrics_source: source } as const;
}
