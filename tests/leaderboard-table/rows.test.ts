import fc from "fast-check";
import { expect, test } from "vitest";
import {
  columns,
  everything,
  fromQuery,
  type Selection,
  selected,
  type TableRow,
  toQuery,
} from "../../src/leaderboard-table/rows.ts";

const row = (changes: Partial<TableRow> & { id: string }): TableRow => ({
  title: changes.id,
  by: "Someone",
  hardware: "h100",
  standing: "verified",
  rank: 1,
  shared: false,
  time: 10,
  sd: null,
  samples: 100,
  parameters: 1000,
  value: 3,
  gain: null,
  p_faster: null,
  record: false,
  date: "2026-02-01",
  ...changes,
});
const rows = [
  row({ id: "a", title: "Muon for all", rank: 1, time: 10, date: "2026-02-03" }),
  row({ id: "b", by: "Ada", rank: 2, time: 20, parameters: 500, standing: "reproduced" }),
  row({ id: "c", rank: null, time: null, standing: "refuted", hardware: "a100" }),
];
const ids = (asked: Partial<Selection>) =>
  selected(rows, { ...everything, ...asked }).map(({ id }) => id);

test("each thing that can be asked narrows the table", () => {
  expect(ids({})).toEqual(["a", "b", "c"]);
  expect(ids({ text: "muon ALL" })).toEqual(["a"]);
  expect(ids({ text: "ada" })).toEqual(["b"]);
  expect(ids({ hardware: "a100" })).toEqual(["c"]);
  expect(ids({ standing: "reproduced" })).toEqual(["b"]);
  expect(ids({ mostParameters: 500 })).toEqual(["b"]);
  expect(ids({ from: "2026-02-02" })).toEqual(["a"]);
  expect(ids({ until: "2026-02-02" })).toEqual(["b", "c"]);
});

test("what has no figure comes last, upwards and downwards", () => {
  expect(ids({ sort: "time" })).toEqual(["a", "b", "c"]);
  expect(ids({ sort: "time", descending: true })).toEqual(["b", "a", "c"]);
});

const selections = fc.record({
  text: fc.string().map((text) => text.trim()),
  hardware: fc.constantFrom("", "h100"),
  standing: fc.constantFrom("", "verified"),
  mostParameters: fc.option(fc.integer({ min: 1 })),
  from: fc.constantFrom("", "2026-01-01"),
  until: fc.constantFrom("", "2026-12-31"),
  sort: fc.constantFrom(...columns),
  descending: fc.boolean(),
});

test("an address keeps what was asked, whatever it was", () => {
  fc.assert(
    fc.property(selections, (asked) => {
      expect(fromQuery(toQuery(asked))).toEqual(asked);
    }),
  );
});

test("an address of nonsense asks nothing", () => {
  expect(fromQuery("sort=-nothing&size=many&from=yesterday&until=<b>&x=1")).toEqual(everything);
  expect(toQuery(everything)).toBe("");
});

test("a table never shows a row twice and never one that was not asked for", () => {
  const some = fc.array(
    fc.record({
      time: fc.option(fc.integer({ min: 0, max: 5 })),
      standing: fc.constantFrom<TableRow["standing"]>("verified", "claimed"),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(some, selections, (figures, asked) => {
      const all = figures.map((one, index) => row({ id: `e${index}`, ...one }));
      const shown = selected(all, asked);
      expect(new Set(shown).size).toBe(shown.length);
      if (asked.standing !== "") {
        expect(shown.every(({ standing }) => standing === asked.standing)).toBe(true);
      }
      const cleared = { ...everything, sort: asked.sort, descending: asked.descending };
      expect(selected(all, cleared)).toHaveLength(all.length);
    }),
  );
});
