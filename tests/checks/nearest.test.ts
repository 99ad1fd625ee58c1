import fc from "fast-check";
import { expect, test } from "vitest";
import { distance, nearest } from "../../src/checks/nearest.ts";

test("finds the word that was meant", () => {
  const known = ["clock_seconds", "samples_seen", "metrics"];
  expect(nearest("clock_second", known)).toBe("clock_seconds");
  expect(nearest("Metrics", known)).toBe("metrics");
  expect(nearest("smaples_seen", known)).toBe("samples_seen");
});

test("guesses nothing where nothing is near", () => {
  expect(nearest("optimizer", ["clock_seconds", "metrics"])).toBeNull();
  expect(nearest("x".repeat(101), ["x".repeat(100)])).toBeNull();
  expect(nearest("anything", [])).toBeNull();
});

test("the distance is a distance", () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, b) === 0).toBe(a === b);
      expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});
