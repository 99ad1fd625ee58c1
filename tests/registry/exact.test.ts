import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beatsByMargin, compareMean, exactMean, withShare } from "../../src/registry/exact.ts";
import { byMoment } from "../../src/registry/moment.ts";

const micro = fc.integer({ min: 1, max: 1_000_000_000 }).map((units) => units / 1e6);
const percent = fc.integer({ min: 0, max: 99 }).map((hundredths) => hundredths / 100);

describe("the mean", () => {
  it("is exact to the microsecond, halves upwards, in any order of the runs", () => {
    expect(exactMean([0.1, 0.2])).toBe(0.15);
    expect(exactMean([1e-6, 2e-6])).toBe(0.000002);
    expect(exactMean([1.0000005])).toBe(1.000001);
    fc.assert(
      fc.property(fc.array(micro, { minLength: 1, maxLength: 9 }), (times) => {
        const whole = times.reduce((sum, time) => sum + BigInt(Math.round(time * 1e6)), 0n);
        const n = BigInt(times.length);
        expect(exactMean(times)).toBe(Number((2n * whole + n) / (2n * n)) / 1e6);
        expect(exactMean(times.toReversed())).toBe(exactMean(times));
      }),
    );
  });

  it("is none where a run has none", () => {
    expect(exactMean([1, null, 3])).toBeNull();
    expect(exactMean([])).toBeNull();
  });

  it("is held against a bound as it is written: 0.1, 0.2 and 0.3 are 0.2 on average", () => {
    expect((0.1 + 0.2 + 0.3) / 3).not.toBe(0.2);
    expect(compareMean([0.1, 0.2, 0.3], 0.2)).toBe(0);
    expect(compareMean([3.28, 3.2801], 3.28)).toBe(1);
    expect(compareMean([-1, 1e-7], 0)).toBe(-1);
  });
});

describe("the margin", () => {
  it("has to be beaten, not met, whatever the binary fractions say", () => {
    expect(beatsByMargin(59.4, 60, 0.01)).toBe(false);
    expect(beatsByMargin(59.399999, 60, 0.01)).toBe(true);
    // In binary 0.8 × (1 − 0.1) is above 0.72, so the plain comparison would let this one in.
    expect(0.72 < 0.8 * (1 - 0.1)).toBe(true);
    expect(beatsByMargin(0.72, 0.8, 0.1)).toBe(false);
  });

  it("is the same in whole numbers", () => {
    fc.assert(
      fc.property(micro, micro, percent, (time, best, margin) => {
        const [a, b] = [time, best].map((one) => BigInt(Math.round(one * 1e6)));
        const hundredths = BigInt(Math.round(margin * 100));
        expect(beatsByMargin(time, best, margin)).toBe(
          (a ?? 0n) * 100n < (b ?? 0n) * (100n - hundredths),
        );
      }),
    );
  });

  it("added to a time never falls below it", () => {
    fc.assert(
      fc.property(micro, percent, (time, share) => {
        expect(withShare(time, share)).toBeGreaterThanOrEqual(withShare(time, 0));
        expect(withShare(time, 0)).toBe(Math.round(time * 1e6));
      }),
    );
  });
});

describe("moments", () => {
  it("are in the order of time, with or without fractions of a second", () => {
    const at = (fraction: string) => `2026-11-01T00:00:00${fraction}Z`;
    expect(byMoment(at(""), at(".5"))).toBeLessThan(0);
    expect(byMoment(at(".50"), at(".5"))).toBe(0);
    expect(byMoment(at(".5"), at(".49"))).toBeGreaterThan(0);
    expect(byMoment(at(".999"), "2026-11-01T00:00:01Z")).toBeLessThan(0);
  });
});
