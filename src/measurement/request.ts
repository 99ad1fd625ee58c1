import type { Result } from "../schemas/result.ts";
import type { Ruleset } from "../schemas/ruleset.ts";

/** The ruleset does not say enough to measure anything; the message is for people. */
export class NotMeasurable extends Error {}

/** What the kernel is told: the claim, the rules of measuring, and where the samples lie. */
export type EvaluationRequest = ReturnType<typeof evaluationRequest>;

/**
 * The request for one entry. `files` maps a seed to the samples file the kernel shall read.
 * Throws NotMeasurable where the ruleset does not say enough to measure anything.
 */
export function evaluationRequest(
  submission: string,
  ruleset: Ruleset,
  result: Result,
  files: ReadonlyMap<number, string>,
) {
  const { kernel, task } = ruleset;
  const measurable = ruleset.metrics.filter(
    (metric) => metric.measured_by === "kernel" && metric.tolerance !== undefined,
  );
  if (!kernel || !task.samples || !task.sample_shape || measurable.length === 0) {
    throw new NotMeasurable(
      `Ruleset ${ruleset.id} names no kernel, sample shape or kernel metric: nothing can be measured.`,
    );
  }
  const known = new Set(measurable.map((metric) => metric.id));
  const pinned = (id: string) => ({ id, sha256: kernel.digests[id] ?? null });
  const training = kernel.training_images;
  return {
    schema: 1,
    submission,
    ruleset: ruleset.id,
    kernel: {
      version: kernel.version,
      features: pinned(kernel.features),
      reference: pinned(kernel.reference),
      ...(training === undefined ? {} : { training_images: pinned(training) }),
    },
    samples_expected: {
      count: task.samples,
      shape: task.sample_shape,
      maximum: task.sample_maximum ?? 255,
      classes: task.classes ?? 1,
    },
    metrics: measurable.map(({ id, tolerance }) => ({ id, tolerance })),
    runs: result.runs.map((run) => ({
      seed: run.seed,
      samples: files.get(run.seed) ?? null,
      sha256: run.samples.sha256,
      claimed: Object.fromEntries(
        Object.entries(run.claim.metrics).filter(([metric]) => known.has(metric)),
      ) as Record<string, number>,
    })),
    run_url: null,
  };
}
