import type { Finding } from "../findings/finding.ts";
import type { Ruleset } from "../schemas/ruleset.ts";

const weight = { notice: 0, warning: 1, error: 2 } as const;

/** Findings with the severities that a ruleset raises; it cannot lower one. */
export function raised(findings: readonly Finding[], ruleset: Ruleset | null): Finding[] {
  return findings.map((found) => {
    const wanted = ruleset?.raises[found.code];
    return wanted && weight[wanted] > weight[found.severity]
      ? { ...found, severity: wanted }
      : found;
  });
}
