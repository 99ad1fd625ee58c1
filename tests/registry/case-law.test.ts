import fc from "fast-check";
import { expect, test } from "vitest";
import { caseIndexes, caseLaw } from "../../src/registry/case-law.ts";
import type { Ruling } from "../../src/schemas/rulings.ts";
import { entry } from "./entries.ts";

const ruling = (date: string, changes: Partial<Ruling> = {}): Ruling => ({
  decision: "accept",
  date,
  ruleset: "r-v1",
  clauses: [],
  techniques: [],
  reason: "test",
  by: ["test"],
  recused: [],
  link: null,
  ...changes,
});
const ruled = (id: string, rulings: Ruling[]) => ({ ...entry({ id }), rulings: { rulings } });

test("rulings stand newest first and know their entry and number", () => {
  const law = caseLaw([
    ruled("2026-01-01-a", [
      ruling("2026-01-02"),
      ruling("2026-03-01", { decision: "dispute", clauses: ["R4"] }),
    ]),
    ruled("2026-02-01-b", [ruling("2026-02-02", { clauses: ["R4", "R5"], techniques: ["table"] })]),
  ]);
  expect(law.map((one) => [one.entry.id, one.number])).toEqual([
    ["2026-01-01-a", 2],
    ["2026-02-01-b", 1],
    ["2026-01-01-a", 1],
  ]);
  expect(
    caseIndexes(law).map(({ by, value, precedents }) => [by, value, precedents.length]),
  ).toEqual([
    ["decision", "accept", 2],
    ["decision", "dispute", 1],
    ["clause", "r-v1.R4", 2],
    ["clause", "r-v1.R5", 1],
    ["technique", "table", 1],
  ]);
});

test("every ruling is found under each of its clauses, whatever the order of the entries", () => {
  const clauses = fc.uniqueArray(fc.constantFrom("R1", "R2", "R3"));
  fc.assert(
    fc.property(fc.array(clauses, { maxLength: 8 }), (cited) => {
      const entries = cited.map((list, index) =>
        ruled(`2026-01-0${index + 1}-x`, [ruling(`2026-02-0${index + 1}`, { clauses: list })]),
      );
      const law = caseLaw(entries);
      expect(caseLaw(entries.toReversed())).toEqual(law);
      const found = caseIndexes(law).filter(({ by }) => by === "clause");
      const total = found.reduce((sum, { precedents }) => sum + precedents.length, 0);
      expect(total).toBe(cited.flat().length);
    }),
  );
});
