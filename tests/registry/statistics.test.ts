import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pBetter } from "../../src/registry/significance.ts";
import {
  leastDifference,
  pBelow,
  pBelowShare,
  sampleOf,
} from "../../src/registry/statistics/student.ts";

const published: {
  target: number;
  records: { record: string; p: string; losses: number[] }[];
} = JSON.parse(readFileSync(new URL("published/nanogpt-p-values.json", import.meta.url), "utf8"));
const sample = (...values: number[]) => {
  const found = sampleOf(values);
  if (!found) throw new Error("too few values");
  return found;
};
const values = fc.array(
  fc.integer({ min: 1, max: 10_000 }).map((value) => value / 100),
  {
    minLength: 2,
    maxLength: 12,
  },
);

describe("Student's test", () => {
  it.each(published.records.map(({ record, losses, p }) => [record, losses, p] as const))(
    "gives the p that %s printed",
    (_, losses, printed) => {
      const decimals = printed.split(".")[1]?.length ?? 0;
      const p = pBetter(losses, { value: published.target }, { direction: "min" });
      expect(p?.toFixed(decimals)).toBe(printed);
    },
  );

  it("agrees with scipy 1.17.1 to ten digits", () => {
    // ttest_1samp([10, 11, 12], 13, alternative="less"); ttest_ind(…, equal_var=False, "less").
    expect(pBelow(sample(10, 11, 12), 13)).toBeCloseTo(0.03708995011372427, 10);
    expect(pBelowShare(sample(10, 11, 12), sample(13, 13.5, 15, 12.9), 1)).toBeCloseTo(
      0.01133752439794144,
      10,
    );
    // t.ppf(0.95, 2) · sqrt(2 / 3)
    expect(leastDifference({ n: 3, sd: 1 }, 0.05)).toBeCloseTo(
      2.919985580353726 * Math.sqrt(2 / 3),
      8,
    );
  });

  it("says nothing of one value", () => {
    expect(pBetter([3.2], { value: 3.28 }, { direction: "min" })).toBeNull();
  });

  it("lets the sign decide where nothing varies", () => {
    expect(pBelow(sample(3, 3), 3.1)).toBe(0);
    expect(pBelow(sample(3, 3), 3)).toBe(1);
  });

  it("is the same question upside down where more is better", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (list, value) => {
        const mirrored = list.map((one) => -one);
        expect(pBetter(mirrored, { value: -value }, { direction: "max" })).toBe(
          pBetter(list, { value }, { direction: "min" }),
        );
      }),
    );
  });

  it("never gets surer by a bound that is harder to meet", () => {
    fc.assert(
      fc.property(values, fc.nat(100), fc.nat(100), (list, a, b) => {
        const [hard, easy] = [Math.min(a, b), Math.max(a, b)];
        const one = sample(...list);
        expect(pBelow(one, hard)).toBeGreaterThanOrEqual(pBelow(one, easy));
      }),
    );
  });
});
