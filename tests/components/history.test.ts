import { expect, test } from "vitest";
import { historyOf } from "../../src/components/run/history.ts";
import { ids, registry } from "./mini-site.ts";

test("a record knows what it beat and what beat it", () => {
  const first = historyOf(registry, ids.first);
  expect([first.beat, first.beatenBy?.submission]).toEqual([null, ids.record]);
  const record = historyOf(registry, ids.record);
  expect([record.beat?.submission, record.beatenBy]).toEqual([ids.first, null]);
});

test("what was no record beat nobody", () => {
  const { beat, beatenBy } = historyOf(registry, ids.claimed);
  expect([beat, beatenBy]).toEqual([null, null]);
});
