import { firstCrossing } from "../logs/crossing.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";
import { verificationApplies } from "./standing.ts";
import type { Entry, RegistryRun } from "./types.ts";

/** Microseconds are finer than any clock here; rounding hides binary noise in the published JSON. */
export const roundMicro = (value: number) => Math.round(value * 1e6) / 1e6;

/** Arithmetic mean, or null where a value is missing: a mean over some runs would be best-of-k. */
export function meanOfAll(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Sample standard deviation (n−1); null with fewer than two values or a missing one. */
export function sampleDeviation(values: readonly (number | null)[]): number | null {
  const mean = meanOfAll(values);
  if (mean === null || values.length < 2) return null;
  const squares = values.map((value) => ((value ?? mean) - mean) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (values.length - 1));
}

/** The runs of an entry as the registry counts them: from the log where there is one. */
export function registryRuns(entry: Entry, ruleset: Ruleset, track: Track): RegistryRun[] {
  const { verification } = entry;
  const measured =
    verification !== null && verificationApplies(entry, verification)
      ? new Map(verification.runs.map((run) => [run.seed, run.measured]))
      : null;
  return entry.result.runs.map((run, index) => {
    const log = entry.logs[index] ?? null;
    const common = {
      seed: run.seed,
      claimed: run.claim.metrics as Record<string, number>,
      measured: measured?.get(run.seed) ?? null,
    };
    if (log === null || track.target === undefined) {
      return {
        ...common,
        time_to_target_seconds: track.target === undefined ? null : run.claim.clock_seconds,
        samples_to_target: track.target === undefined ? null : run.claim.samples_seen,
        source: "claim",
      };
    }
    const point = firstCrossing(log.evaluations, track.target, track.guards, ruleset.metrics);
    return {
      ...common,
      time_to_target_seconds: point?.clock ?? null,
      samples_to_target: point?.samples ?? null,
      source: "log",
    };
  });
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
