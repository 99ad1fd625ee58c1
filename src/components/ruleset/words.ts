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
  return `${least}, ${runs.aggregate} over all${level}`;
}

export function recordText({ record }: Ruleset): string {
  const margin =
    record.margin_relative === 0
      ? "any gain"
      : `faster by more than ${percent(record.margin_relative)}`;
  return record.requires === undefined ? margin : `${record.requires}, ${margin}`;
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
