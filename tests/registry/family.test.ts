import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Branch, familyOf } from "../../src/registry/lineage/family.ts";
import { lineageOf } from "../../src/registry/lineage/graph.ts";

const graph = (entries: Record<string, string[]>) =>
  lineageOf(Object.entries(entries).map(([id, based_on]) => ({ id, based_on })));
const most = { ancestors: 12, descendants: 24 };
const flat = (branches: readonly Branch[]): string[] =>
  branches.flatMap(({ id, branches: under }) => [id, ...flat(under)]);

describe("family of an entry", () => {
  const lineage = graph({ a: [], b: ["a"], c: ["b", "gone"], d: ["c"], e: ["c"], f: ["d", "e"] });

  it("has the ancestors from the farthest down, and the descendants as a tree", () => {
    const family = familyOf(lineage, "c", most);
    expect(family.ancestors).toEqual([
      { distance: 2, ids: ["a"] },
      { distance: 1, ids: ["b"] },
    ]);
    expect(family.unknown).toEqual(["gone"]);
    // f builds on both d and e, and is there once.
    expect(family.descendants).toEqual([
      { id: "d", branches: [{ id: "f", branches: [] }] },
      { id: "e", branches: [] },
    ]);
  });

  it("keeps the nearest and counts the others", () => {
    const family = familyOf(lineage, "a", { ancestors: 1, descendants: 2 });
    expect(flat(family.descendants)).toEqual(["b", "c"]);
    expect(family.descendantsLeft).toEqual({ count: 3, exact: true });
    const back = familyOf(lineage, "f", { ancestors: 2, descendants: 1 });
    expect(back.ancestors).toEqual([{ distance: 1, ids: ["d", "e"] }]);
    expect(back.ancestorsLeft).toEqual({ count: 3, exact: true });
  });

  it("does not count a very long line to its end", () => {
    const line = Array.from({ length: 3000 }, (_, index) => [
      `e${index}`,
      index === 0 ? [] : [`e${index - 1}`],
    ]);
    const family = familyOf(graph(Object.fromEntries(line)), "e0", most);
    expect(family.descendantsLeft).toEqual({ count: 976, exact: false });
  });

  test("no graph, with circles or without, shows an entry twice or more than allowed", () => {
    const id = fc.integer({ min: 0, max: 8 }).map(String);
    const entries = fc.dictionary(id, fc.array(id, { maxLength: 4 }));
    fc.assert(
      fc.property(entries, fc.nat(5), (made, bound) => {
        for (const one of Object.keys(made)) {
          const bounds = { ancestors: bound, descendants: bound };
          const family = familyOf(graph(made), one, bounds);
          const down = flat(family.descendants);
          const up = family.ancestors.flatMap(({ ids }) => ids);
          for (const shown of [down, up]) {
            expect(new Set(shown).size).toBe(shown.length);
            expect(shown.length).toBeLessThanOrEqual(bound);
            expect(shown).not.toContain(one);
          }
          const all = familyOf(graph(made), one, { ancestors: 99, descendants: 99 });
          expect(down.length + family.descendantsLeft.count).toBe(flat(all.descendants).length);
        }
      }),
    );
  });
});
