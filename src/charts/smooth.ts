import type { LossPoint } from "./loss-curve.ts";

/** Mean of each point and its neighbours on both sides, over about one fortieth of the curve. */
export function smooth(points: readonly LossPoint[]): LossPoint[] {
  const reach = Math.floor(points.length / 80);
  if (reach === 0) return [...points];
  const sums = [0];
  for (const point of points) sums.push((sums.at(-1) ?? 0) + point.loss);
  return points.map((point, index) => {
    const from = Math.max(0, index - reach);
    const to = Math.min(points.length, index + reach + 1);
    const total = (sums[to] ?? 0) - (sums[from] ?? 0);
    return { clock: point.clock, loss: total / (to - from) };
  });
}

/** At most about `most` points, evenly chosen, always with the first and the last. */
export function thin<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points];
  const stride = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * stride)]).filter(
    (point) => point !== undefined,
  );
}
