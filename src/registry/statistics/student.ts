import cdf from "@stdlib/stats-base-dists-t-cdf";
import quantile from "@stdlib/stats-base-dists-t-quantile";

/** What a test needs to know of some values: how many, their mean and standard deviation (n−1). */
export type Sample = { readonly n: number; readonly mean: number; readonly sd: number };

/** The sample of two values or more; null for fewer, as one value has no spread. */
export function sampleOf(values: readonly number[]): Sample | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, sd: Math.sqrt(squares / (n - 1)) };
}

/** P(T ≤ difference / error); where there is no spread at all, the sign alone decides. */
const pOf = (difference: number, error: number, freedom: number): number =>
  error === 0 ? (difference < 0 ? 0 : 1) : cdf(difference / error, freedom);

/**
 * Student's one-sided test of one sample, p for "the mean is below `bound`"; the test of
 * scipy.stats.ttest_1samp(values, bound, alternative="less").
 */
export const pBelow = ({ n, mean, sd }: Sample, bound: number): number =>
  pOf(mean - bound, sd / Math.sqrt(n), n - 1);

/** Welch's one-sided test, p for "the mean of `a` is below `share` times the mean of `b`". */
export function pBelowShare(a: Sample, b: Sample, share: number): number {
  const parts = [a.sd ** 2 / a.n, (share * b.sd) ** 2 / b.n] as const;
  const variance = parts[0] + parts[1];
  const freedom = variance ** 2 / (parts[0] ** 2 / (a.n - 1) + parts[1] ** 2 / (b.n - 1));
  return pOf(a.mean - share * b.mean, Math.sqrt(variance), freedom);
}

/**
 * The least difference between two means of `n` values each, of standard deviation `sd`, that is
 * significant at `alpha`, one-sided (Fisher's least significant difference).
 */
export const leastDifference = ({ n, sd }: Omit<Sample, "mean">, alpha: number): number =>
  sd === 0 ? 0 : quantile(1 - alpha, n - 1) * sd * Math.sqrt(2 / n);

/** A probability as it is published: six significant digits. */
export const published = (p: number): number => Number(p.toPrecision(6));
