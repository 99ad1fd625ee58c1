import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cost, costs, entryFrontier, frontier } from "../../src/registry/frontier.ts";
import { registryOf, rulesets, sketches } from "./made.ts";

const point = fc.record({ item: fc.nat(999), cost: fc.nat(9), value: fc.nat(9) });
const points = fc.array(point, { maxLength: 20 });
const direction = fc.constantFrom("min" as const, "max" as const);

describe("the Pareto frontier", () => {
  it("is exactly the points that no other beats", () => {
    fc.assert(
      fc.property(points, direction, (list, way) => {
        const sign = way === "min" ? 1 : -1;
        const beaten = ({ cost, value }: (typeof list)[number]) =>
          list.some(
            (other) =>
              other.cost <= cost &&
              sign * other.value <= sign * value &&
              (other.cost < cost || other.value !== value),
          );
        const expected = list.filter((one) => !beaten(one));
        const found = frontier(list, way);
        expect(found).toHaveLength(expected.length);
        expect(new Set(found)).toEqual(new Set(expected));
      }),
    );
  });

  it("goes up in cost and gets better all the way", () => {
    fc.assert(
      fc.property(points, direction, (list, way) => {
        const sign = way === "min" ? 1 : -1;
        frontier(list, way).forEach((one, index, all) => {
          const before = all[index - 1];
          if (!before) return;
          expect(one.cost).toBeGreaterThanOrEqual(before.cost);
          expect(sign * one.value).toBeLessThanOrEqual(sign * before.value);
        });
      }),
    );
  });

  it("of a contest holds entries with a place alone, and always the fastest of them", () => {
    const names = Object.keys(costs) as Cost[];
    fc.assert(
      fc.property(sketches, rulesets, fc.constantFrom(...names), (list, rules, cost) => {
        const contest = registryOf(list, rules).submissions.filter(
          ({ hardware_class }) => hardware_class === "2-cpu-cores",
        );
        const metric = { metric: "fd_digits", direction: "min" } as const;
        for (const weighed of [metric, "time_to_target_seconds"] as const) {
          const found = entryFrontier(contest, cost, weighed);
          expect(found.every(({ item }) => item.rank !== null)).toBe(true);
          const ranked = contest.some(({ rank }) => rank !== null);
          expect(found.length > 0).toBe(ranked);
        }
      }),
    );
  });
});
