import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clockTicks,
  linearTicks,
  logClockTicks,
  logTicks,
  timeTickLabel,
  timeTicks,
} from "../../src/charts/ticks.ts";

const DAY = 86_400_000;
const rising = (ticks: readonly number[]) =>
  ticks.every((tick, index) => index === 0 || tick > (ticks[index - 1] ?? Infinity));

describe("ticks", () => {
  const range = fc
    .tuple(
      fc.double({ min: 0.001, max: 1e5, noNaN: true }),
      fc.double({ min: 1.1, max: 1e4, noNaN: true }),
    )
    .map(([low, factor]) => [low, low * factor] as const);

  it.each([
    ["linear", linearTicks],
    ["clock", clockTicks],
    ["logarithmic", logTicks],
    ["logarithmic clock", logClockTicks],
  ] as const)("%s ones rise, stay inside and stay few", (_name, ticks) => {
    fc.assert(
      fc.property(range, ([low, high]) => {
        const found = ticks(low, high, 6);
        expect(rising(found)).toBe(true);
        expect(found.length).toBeLessThanOrEqual(13);
        const slack = (high - low) * 1e-3;
        expect(found.every((tick) => tick >= low - slack && tick <= high + slack)).toBe(true);
      }),
    );
  });

  it("stand at times people know", () => {
    expect(clockTicks(0, 3600, 6)).toEqual([0, 600, 1200, 1800, 2400, 3000, 3600]);
    expect(logClockTicks(1000, 60_000, 8)).toEqual([1200, 1800, 3600, 7200, 18_000, 36_000]);
  });

  it("of an axis of days are days apart, so that no day is named twice", () => {
    const ticks = timeTicks(0, 3 * DAY, 12, DAY);
    const labels = ticks.map((tick) => timeTickLabel(14 * DAY)(new Date(tick)));
    expect(new Set(labels).size).toBe(labels.length);
  });
});
