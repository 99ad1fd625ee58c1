import type { Metric, Ruleset } from "../../schemas/ruleset.ts";

/** Features whose values could be held against published ones, and have not been yet. */
const UNCALIBRATED = "inception-2015-12-05";

/**
 * What the kernel's values of a metric have not been held against; null where there is nothing
 * published to hold them against. docs/kernel-metrics.md tells more.
 */
export function calibrationText({ kernel }: Ruleset, metric: Metric): string | null {
  if (metric.measured_by !== "kernel" || kernel?.features !== UNCALIBRATED) return null;
  if (metric.id === "kdd")
    return "dgm-eval’s KD; not yet calibrated, as what SR-DiT calls KDD has no published definition.";
  return "Not yet calibrated against a published value.";
}
