import fc from "fast-check";
import { expect, test } from "vitest";
import { firstCrossing } from "../../src/logs/crossing.ts";
import type { EvaluationPoint } from "../../src/logs/summary.ts";

const metrics = [
  { id: "fid", direction: "min" },
  { id: "accuracy", direction: "max" },
] as const;
const target = { metric: "fid", value: 10 };
const guard = { metric: "accuracy", value: 0.9 };
const point = (line: number, values: Record<string, number>): EvaluationPoint => ({
  line,
  clock: line,
  step: line,
  samples: line,
  metrics: values,
});
const crossing = (...points: EvaluationPoint[]) =>
  firstCrossing(points, target, [guard], metrics)?.line ?? null;

test("is the first point at which target and guard hold, not the best or the last", () => {
  expect(
    crossing(
      point(1, { fid: 40, accuracy: 0.5 }),
      point(2, { fid: 9, accuracy: 0.8 }),
      point(3, { fid: 9.5, accuracy: 0.92 }),
      point(4, { fid: 5, accuracy: 0.99 }),
      point(5, { fid: 11, accuracy: 0.99 }),
    ),
  ).toBe(3);
});

test("a value exactly at its bound holds", () => {
  expect(crossing(point(1, { fid: 10, accuracy: 0.9 }))).toBe(1);
});

test("a missing metric never holds", () => {
  expect(crossing(point(1, { fid: 1 }), point(2, { accuracy: 1 }))).toBeNull();
});

test("later points never change it", () => {
  const value = fc.record({
    fid: fc.double({ min: 0, max: 20, noNaN: true }),
    accuracy: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(value), fc.array(value), (early, late) => {
      const points = [...early, ...late].map((values, at) => point(at + 1, values));
      const before = crossing(...points.slice(0, early.length));
      if (before !== null) expect(crossing(...points)).toBe(before);
    }),
  );
});
