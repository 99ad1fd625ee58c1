import type { z } from "zod";
import type { evaluator } from "../schemas/registry.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import type { Verification } from "../schemas/verification.ts";

/** Who measured: all that a metric's value depends on beside the samples. */
export type Evaluator = z.infer<typeof evaluator>;

export const evaluatorOf = ({ kernel, features, reference }: Verification): Evaluator => ({
  kernel: kernel.version,
  features: features.name,
  features_sha256: features.sha256,
  reference: reference.name,
  reference_sha256: reference.sha256,
});

/**
 * True where it is the evaluator that the ruleset names: kernel version, features and reference by
 * name, and by digest where the ruleset pins one. Values of any other are not comparable with it.
 */
export function isNamedBy({ kernel }: Ruleset, evaluator: Evaluator): boolean {
  if (kernel === null) return false;
  const pinned = (name: string, sha256: string) => (kernel.digests[name] ?? sha256) === sha256;
  return (
    evaluator.kernel === kernel.version &&
    evaluator.features === kernel.features &&
    evaluator.reference === kernel.reference &&
    pinned(evaluator.features, evaluator.features_sha256) &&
    pinned(evaluator.reference, evaluator.reference_sha256)
  );
}
