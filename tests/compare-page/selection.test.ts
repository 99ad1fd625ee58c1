import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { fromQuery, idIn, isId, MOST, toQuery } from "../../src/compare-page/selection.ts";

describe("the address of a comparison", () => {
  it("reads entries, metric and axis", () => {
    expect(fromQuery("?entries=a,b&metric=fid_50k&axis=samples")).toEqual({
      entries: ["a", "b"],
      metric: "fid_50k",
      axis: "samples",
    });
    expect(fromQuery("")).toEqual({ entries: [], metric: null, axis: "clock" });
  });

  it("leaves out what is no id, what is there twice and what is too much", () => {
    expect(fromQuery("?entries=a,../x,a,<b>,,b").entries).toEqual(["a", "b"]);
    expect(fromQuery("?entries=a,b,c,d,e,f").entries).toHaveLength(MOST);
    expect(fromQuery("?metric=<script>&axis=sideways")).toEqual(fromQuery(""));
  });

  test("reads back what it wrote", () => {
    const id = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);
    const selection = fc.record({
      entries: fc.uniqueArray(id, { maxLength: MOST }),
      metric: fc.option(fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/)),
      axis: fc.constantFrom("clock" as const, "samples" as const),
    });
    fc.assert(
      fc.property(selection, (chosen) => {
        expect(fromQuery(toQuery(chosen))).toEqual(chosen);
      }),
    );
  });

  test("no query makes anything but ids", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const query of [text, `?entries=${text}`]) {
          expect(fromQuery(query).entries.every(isId)).toBe(true);
        }
      }),
    );
  });
});

test.each([
  ["2026-02-01-first-light", "2026-02-01-first-light"],
  ["  2026-02-01-first-light ", "2026-02-01-first-light"],
  ["https://example.org/x/runs/2026-02-01-first-light/#cite", "2026-02-01-first-light"],
  ["/runs/a?x", "a"],
  ["/runs/../x", null],
  ["First Light", null],
  ["", null],
  ["a".repeat(81), null],
])("%j names %j", (typed, id) => {
  expect(idIn(typed)).toBe(id);
});
