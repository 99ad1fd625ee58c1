/** Microseconds are finer than any clock here; rounding hides binary noise in the published JSON. */
export const roundMicro = (value: number) => Math.round(value * 1e6) / 1e6;

/** Arithmetic mean, or null where a value is missing: a mean over some runs would be best-of-k. */
export function meanOfAll(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Sample standard deviation (n−1); null with fewer than two values or a missing one. */
export function sampleDeviation(values: readonly (number | null)[]): number | null {
  const mean = meanOfAll(values);
  if (mean === null || values.length < 2) return null;
  const squares = values.map((value) => ((value ?? mean) - mean) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (values.length - 1));
}
