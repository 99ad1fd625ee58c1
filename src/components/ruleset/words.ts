import { BAND_ALPHA } from "../../registry/bands.ts";
import type { Bound, HardwareClass, Metric, Ruleset } from "../../schemas/ruleset.ts";
import { count, given, percent } from "../numbers.ts";

/** How the values of ruleset.yaml read as words. One wording for tables, comparisons and the home. */

export const directions = { min: "lower is better", max: "higher is better" } as const;

export const measurers = {
  kernel: "re-measured by the kernel",
  adapter: "measured by its official package",
  submitter: "as claimed by the submitter",
} as const;

export const axes = { clock_seconds: "training clock", samples_seen: "samples seen" } as const;

export const metricName = (ruleset: Ruleset, id: string): string =>
  ruleset.metrics.find((metric) => metric.id === id)?.name ?? id;

/** "FID-50K ≤ 33": which side of the value holds follows from the metric's direction. */
export function boundText(ruleset: Ruleset, bound: Bound): string {
  const metric = ruleset.metrics.find((candidate) => candidate.id === bound.metric);
  const sign = metric?.direction === "max" ? "≥" : "≤";
  return `${metric?.name ?? bound.metric} ${sign} ${given(bound.value)}`;
}

export function toleranceText(metric: Metric): string {
  if (metric.tolerance === undefined) return "none set";
  return "relative" in metric.tolerance
    ? `± ${percent(metric.tolerance.relative)} of the claim`
    : `± ${given(metric.tolerance.absolute)}`;
}

export function runsText({ runs }: Ruleset): string {
  const least = runs.minimum === 1 ? "at least 1 run" : `at least ${runs.minimum} runs`;
  const level = runs.significance === null ? "" : `, significant at ${runs.significance.alpha}`;
  const stop = runs.stop === "fixed" ? ", all stopped at the same step" : "";
  return `${least}, ${runs.aggregate} over all${stop}${level}`;
}

/** Whether the mean has to be shown to meet the target, and who can be let off; null where it need not. */
export function targetTestText({ runs: { significance } }: Ruleset): string | null {
  if (significance === null) return null;
  const waived = significance.waivable ? "; reviewers may waive it for systems-only changes" : "";
  return `The mean of the runs has to meet the target with p < ${significance.alpha} (one-sided t test)${waived}.`;
}

export function recordText({ record }: Ruleset): string {
  const margin =
    record.margin_relative === 0
      ? "any gain"
      : `faster by more than ${percent(record.margin_relative)}`;
  const shown = record.significance === undefined ? "" : `, with p < ${record.significance.alpha}`;
  return `${record.requires === undefined ? "" : `${record.requires}, `}${margin}${shown}`;
}

/** Which differences in time are too small to be a place. */
export function tiesText({ ties }: Ruleset): string {
  const host =
    ties?.host_spread_relative === undefined
      ? ""
      : `, or machines of one class (${percent(ties.host_spread_relative)})`;
  return `what the spread of the leader’s runs can explain (level ${ties?.alpha ?? BAND_ALPHA})${host}`;
}

/** What a baseline that was run beside an entry does to its time. */
export function besideBaselineText({ timing }: Ruleset): string {
  if (timing === undefined) return "shown, changes nothing";
  return timing.beside_baseline === "adjusts"
    ? "the time counts relative to it"
    : "recorded and shown, changes nothing";
}

/** Who measures; values of different evaluators are never ranked together. */
export function evaluatorText({ kernel }: Ruleset): string {
  if (kernel === null) return "nobody measures again";
  return `kernel ${kernel.version}, features ${kernel.features}, reference ${kernel.reference}`;
}

export function hardwareText(hardware: HardwareClass): string {
  if (hardware.accelerator === undefined) return "not restricted";
  return `${hardware.count ?? "any number of"} × ${hardware.accelerator}`;
}

export function parameterText({ limits }: Ruleset): string {
  return `${count(limits.parameters.minimum)} to ${count(limits.parameters.maximum)}`;
}

/** The day a ruleset came out, or was drafted. */
export const dateOf = (ruleset: Ruleset): string | null =>
  ruleset.published ?? ruleset.drafted ?? null;

/** Newest first; rulesets of one day by id. */
export function newestFirst(rulesets: readonly Ruleset[]): Ruleset[] {
  return rulesets.toSorted(
    (a, b) => (dateOf(b) ?? "").localeCompare(dateOf(a) ?? "", "en") || (a.id < b.id ? 1 : -1),
  );
}
