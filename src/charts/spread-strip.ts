import { seconds } from "../components/numbers.ts";

/** The times of an entry's runs on a scale that several rows share. */
export type Spread = {
  readonly times: readonly number[];
  readonly mean: number;
  readonly scale: readonly [number, number];
};

const WIDTH = 132;
const HEIGHT = 18;
const INSET = 6;

/** The scale that holds all times of a table, with a little air; null without times. */
export function sharedScale(times: readonly number[]): readonly [number, number] | null {
  if (times.length === 0) return null;
  const low = Math.min(...times);
  const high = Math.max(...times);
  const air = (high - low || high || 1) * 0.04;
  return [Math.max(0, low - air), high + air];
}

/** A strip for a table row: a ring per run, a bar at the mean. Its text stands beside it. */
export function drawSpreadStrip(spread: Spread): string {
  const [low, high] = spread.scale;
  const place = (value: number) =>
    (INSET + ((value - low) / (high - low || 1)) * (WIDTH - 2 * INSET)).toFixed(1);
  const rings = spread.times
    .map((time) => `<circle cx="${place(time)}" cy="9" r="3.5" fill="none" stroke-width="1.5"/>`)
    .join("");
  const mean = place(spread.mean);
  const runs = spread.times.map(seconds).join(", ");
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" class="ig-strip" ` +
    `role="img" aria-label="Runs: ${runs}"><g stroke="currentColor">` +
    `<line class="ig-strip-rail" x1="0" x2="${WIDTH}" y1="9" y2="9"/>${rings}` +
    `<line class="ig-strip-mean" x1="${mean}" x2="${mean}" y1="1" y2="17" stroke-width="2"/>` +
    "</g></svg>"
  );
}
