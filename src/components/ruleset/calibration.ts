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
    return "Not yet calibrated. The kernel computes dgm-eval’s KD; what SR-DiT reports as KDD has no published definition.";
  return "Not yet calibrated: no value of the kernel has been held against a published one.";
}
