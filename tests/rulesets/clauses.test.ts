import fc from "fast-check";
import { expect, test } from "vitest";
import { clausesOf, clauseTexts } from "../../src/rulesets/clauses.ts";
import { type ClauseText, compareClauses } from "../../src/rulesets/compare-clauses.ts";

const prose = `---
title: T
---

<Clause id="R1" title="One">
The first,
on two lines.
</Clause>

<Clause id="R2" title="Two">
The second.
</Clause>
`;

test("clauses are read with their lines and words", () => {
  expect(clausesOf(prose)).toEqual([
    { id: "R1", title: "One", line: 5 },
    { id: "R2", title: "Two", line: 10 },
  ]);
  expect([...clauseTexts(prose)]).toEqual([
    ["R1", "The first, on two lines."],
    ["R2", "The second."],
  ]);
});

test("clauses pair by title, then by their words; the rest is new or left out", () => {
  const clause = (id: string, title: string, text: string): ClauseText => ({ id, title, text });
  const before = [
    clause("R1", "Data", "Nothing is added."),
    clause("R2", "Forbidden", "No model from outside takes part in the training."),
    clause("R3", "Weather", "Rain."),
  ];
  const after = [
    clause("R1", "No outside model", "No model from outside takes part."),
    clause("R5", "data", "Nothing at all is added."),
    clause("R6", "Clock", "It runs while training."),
  ];
  const pairs = compareClauses(before, after).map(({ before: b, after: a }) => [b?.id, a?.id]);
  expect(pairs).toEqual([
    ["R2", "R1"],
    ["R1", "R5"],
    [undefined, "R6"],
    ["R3", undefined],
  ]);
});

const clauses = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 40 }).map((number) => `R${number}`),
    title: fc.constantFrom("Data", "Clock", "Sampler", "Target", "Other"),
    text: fc.lorem({ maxCount: 8 }),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);

test("every clause of both versions is told exactly once", () => {
  fc.assert(
    fc.property(clauses, clauses, (before, after) => {
      const pairs = compareClauses(before, after);
      const told = (side: "before" | "after") =>
        pairs.flatMap((pair) => (pair[side] ? [pair[side].id] : [])).toSorted();
      expect(told("before")).toEqual(before.map(({ id }) => id).toSorted());
      expect(told("after")).toEqual(after.map(({ id }) => id).toSorted());
    }),
  );
});

test("a version beside itself is the same, clause by clause", () => {
  fc.assert(
    fc.property(clauses, (version) => {
      for (const { before, after } of compareClauses(version, version)) {
        expect(before?.title).toBe(after?.title);
      }
    }),
  );
});
