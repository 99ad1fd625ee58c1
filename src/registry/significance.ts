import type { Bound, Metric, Ruleset } from "../schemas/ruleset.ts";
import type { Ruling } from "../schemas/rulings.ts";
import type { Rules } from "./contest.ts";
import { pBelow, published, sampleOf } from "./statistics/student.ts";
import type { CountedRun } from "./time-to-target.ts";
import type { RegistrySignificance } from "./types.ts";

/** p for "the mean is better than the bound", whichever way better is; null below two values. */
export function pBetter(
  values: readonly number[],
  { value }: Pick<Bound, "value">,
  { direction }: Pick<Metric, "direction">,
): number | null {
  const sign = direction === "min" ? 1 : -1;
  const sample = sampleOf(values.map((one) => sign * one));
  return sample && pBelow(sample, sign * value);
}

/** The ruling that waives the test, where the ruleset lets reviewers do so. */
function waiverOf({ runs }: Ruleset, rulings: readonly Ruling[]): RegistrySignificance["waived"] {
  if (runs.significance?.waivable === undefined) return null;
  const ruling = rulings.findLast(({ waives }) => waives?.includes("significance"));
  return ruling ? { date: ruling.date, reason: ruling.reason, link: ruling.link } : null;
}

/**
 * The test that the ruleset asks for: is the mean of the target metric over the runs, each at its
 * claimed point, better than the target? Byte-identical logs count once. Null where none is asked.
 */
export function significanceOf(
  runs: readonly CountedRun[],
  rulings: readonly Ruling[],
  { ruleset, track }: Rules,
): RegistrySignificance | null {
  const { target } = track;
  const asked = ruleset.runs.significance;
  const metric = ruleset.metrics.find(({ id }) => id === target?.metric);
  if (asked === null || target === undefined || metric === undefined) return null;
  const values = runs.flatMap(({ values: all }) => all[target.metric] ?? []);
  const sample = sampleOf(values);
  const p = values.length < runs.length ? null : pBetter(values, target, metric);
  const waived = waiverOf(ruleset, rulings);
  return {
    alpha: asked.alpha,
    n: values.length,
    mean: sample && Number(sample.mean.toPrecision(9)),
    sd: sample && Number(sample.sd.toPrecision(9)),
    p: p === null ? null : published(p),
    waived,
    holds: waived !== null || (p !== null && p < asked.alpha),
  };
}
