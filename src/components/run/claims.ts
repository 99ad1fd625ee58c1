import type { Tolerance } from "../../schemas/primitives.ts";
import { given, metricValue, percent } from "../numbers.ts";
import { metricName } from "../ruleset/words.ts";
import type { RunView } from "./view.ts";

/** One metric of one run: what was claimed and what the kernel found. */
export type ClaimRow = {
  readonly seed: number;
  readonly metric: string;
  readonly claimed: string;
  /** Null before the kernel measured; with the value's standard error, where it was found. */
  readonly measured: string | null;
  readonly difference: string | null;
  readonly tolerance: string;
  readonly agrees: boolean | null;
};

const allowed = (tolerance: Tolerance, claim: number): number =>
  "relative" in tolerance ? tolerance.relative * Math.abs(claim) : tolerance.absolute;

function toleranceText(tolerance: Tolerance | undefined): string {
  if (tolerance === undefined) return "none set";
  return "relative" in tolerance
    ? `± ${percent(tolerance.relative)}`
    : `± ${given(tolerance.absolute)}`;
}

/** Two digits of a standard error say all there is. */
function plusMinus(error: number | undefined): string {
  if (error === undefined) return "";
  const digits = error >= 10 ? String(Math.round(error)) : error.toPrecision(2);
  return ` ± ${error === 0 ? "0" : digits}`;
}

/** Difference with enough digits to show whether there is one at all. */
function differenceText(difference: number): string {
  if (difference === 0) return "0";
  const text = metricValue(Number(difference.toPrecision(2)));
  return difference > 0 ? `+${text}` : text;
}

/** A metric that was measured beside those that were claimed; one value a seed. */
export type FurtherRow = {
  readonly metric: string;
  readonly values: readonly (string | null)[];
};

/** What the kernel says of the samples besides the claim: it decides nothing, and tells a lot. */
export function furtherRows({ entry, ruleset, verification }: RunView): FurtherRow[] {
  const claimed = new Set(entry.result.runs.flatMap((run) => Object.keys(run.claim.metrics)));
  const found = entry.result.runs.map(({ seed }) =>
    verification?.runs.find((run) => run.seed === seed),
  );
  const ids = new Set(found.flatMap((run) => Object.keys(run?.measured ?? {})));
  return [...ids]
    .filter((id) => !claimed.has(id))
    .map((id) => ({
      metric: metricName(ruleset, id),
      values: found.map((run) => {
        const value = run?.measured[id];
        return value === undefined
          ? null
          : `${metricValue(value)}${plusMinus(run?.uncertainty?.[id]?.standard_error)}`;
      }),
    }));
}

/** Claim against measurement, for every seed and every claimed metric, in the ruleset's order. */
export function claimRows({ entry, ruleset, verification }: RunView): ClaimRow[] {
  return entry.result.runs.flatMap((run) => {
    const found = verification?.runs.find(({ seed }) => seed === run.seed);
    const claims = new Map(Object.entries(run.claim.metrics as Record<string, number>));
    return ruleset.metrics.flatMap(({ id, tolerance: today }): ClaimRow[] => {
      const claim = claims.get(id);
      if (claim === undefined) return [];
      const measured = found?.measured[id];
      const tolerance = verification?.tolerance[id] ?? today;
      const known = measured !== undefined && tolerance !== undefined;
      return [
        {
          seed: run.seed,
          metric: metricName(ruleset, id),
          claimed: metricValue(claim),
          measured:
            measured === undefined
              ? null
              : `${metricValue(measured)}${plusMinus(found?.uncertainty?.[id]?.standard_error)}`,
          difference: measured === undefined ? null : differenceText(measured - claim),
          tolerance: toleranceText(tolerance),
          agrees: known ? Math.abs(measured - claim) <= allowed(tolerance, claim) : null,
        },
      ];
    });
  });
}
