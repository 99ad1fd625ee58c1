import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circlesOf } from "../../src/registry/lineage/circles.ts";
import { creditOf } from "../../src/registry/lineage/credit.ts";
import { fallenAncestors } from "../../src/registry/lineage/fallen-ancestors.ts";
import { ancestorsOf, descendantsOf, lineageOf } from "../../src/registry/lineage/graph.ts";
import type { Standing } from "../../src/registry/types.ts";
import { registryOf } from "./made.ts";

const ids = ["a", "b", "c", "d", "e", "f"];
const graph = fc
  .array(fc.subarray([...ids, "unknown"]), { minLength: ids.length, maxLength: ids.length })
  .map((lists) => ids.map((id, index) => ({ id, based_on: lists[index] ?? [] })));
/** The same without circles: who comes later builds on who came before. */
const ordered = graph.map((entries) =>
  entries.map(({ id, based_on }) => ({ id, based_on: based_on.filter((one) => one < id) })),
);
const standings = fc.array(fc.constantFrom<Standing>("verified", "refuted", "retracted"), {
  minLength: ids.length,
  maxLength: ids.length,
});

describe("properties of the lineage", () => {
  it("descendants are those whose ancestor one is", () => {
    fc.assert(
      fc.property(graph, (entries) => {
        const lineage = lineageOf(entries);
        for (const id of ids) {
          const down = descendantsOf(lineage, id);
          for (const { id: other, distance } of down) {
            expect(ancestorsOf(lineage, other)).toContainEqual({ id, distance });
          }
          expect(down.map((one) => one.id)).not.toContain(id);
        }
      }),
    );
  });

  it("a notice names the nearest ancestor that fell, and only descendants have one", () => {
    fc.assert(
      fc.property(ordered, standings, (entries, list) => {
        const lineage = lineageOf(entries);
        const standing = (id: string) => list[ids.indexOf(id)];
        const found = fallenAncestors(lineage, standing);
        for (const id of ids) {
          const fell = ancestorsOf(lineage, id).filter((one) => standing(one.id) !== "verified");
          expect(found.get(id)).toBe(fell[0]?.id);
        }
      }),
    );
  });

  it("circles do a notice no harm: it names an ancestor that fell, and never the entry itself", () => {
    fc.assert(
      fc.property(graph, standings, (entries, list) => {
        const lineage = lineageOf(entries);
        const standing = (id: string) => list[ids.indexOf(id)];
        for (const [id, named] of fallenAncestors(lineage, standing)) {
          expect(ancestorsOf(lineage, id).map((one) => one.id)).toContain(named);
          expect(standing(named)).not.toBe("verified");
        }
      }),
    );
  });

  it("a circle is found where one can come back to where one began, and only there", () => {
    fc.assert(
      fc.property(graph, (entries) => {
        const lineage = lineageOf(entries);
        const circular = new Set(circlesOf(lineage).flat());
        for (const id of ids) {
          const comesBack = lineage
            .parents(id)
            .some(
              (parent) =>
                parent === id || ancestorsOf(lineage, parent).some((one) => one.id === id),
            );
          if (comesBack) expect(circular).toContain(id);
        }
        const none = ids.every((id) => !circular.has(id));
        const acyclic = ids.every(
          (id) =>
            !lineage.parents(id).includes(id) &&
            ancestorsOf(lineage, id).every(
              (one) => !ancestorsOf(lineage, one.id).some((two) => two.id === id),
            ),
        );
        expect(none).toBe(acyclic);
      }),
    );
  });

  it("the order of entries and of what they name never matters", () => {
    fc.assert(
      fc.property(graph, standings, (entries, list) => {
        const turned = entries
          .toReversed()
          .map(({ id, based_on }) => ({ id, based_on: based_on.toReversed() }));
        const standing = (id: string) => list[ids.indexOf(id)];
        const [one, other] = [entries, turned].map((each) => {
          const lineage = lineageOf(each);
          return [circlesOf(lineage), [...fallenAncestors(lineage, standing)].toSorted()];
        });
        expect(other).toEqual(one);
      }),
    );
  });
});

describe("lineage in the registry", () => {
  const list = [
    { id: "2026-11-01-root", clocks: [60, 60] },
    { id: "2026-11-02-middle", clocks: [50, 50], basedOn: ["2026-11-01-root", "2026-11-09-none"] },
    { id: "2026-11-03-leaf", clocks: [40, 40], basedOn: ["2026-11-02-middle"] },
  ] as const;

  it("raises a notice on what builds on a refuted entry", () => {
    const [root, ...others] = list;
    const { submissions } = registryOf([{ ...root, verdict: "refuted" }, ...others]);
    const notice = { id: root.id, standing: "refuted" };
    expect(submissions.map((one) => one.fallen_ancestor)).toEqual([null, notice, notice]);
  });

  it("lists ids that do not exist, and goes on without them", () => {
    const { submissions } = registryOf(list);
    const lineage = lineageOf(submissions);
    expect(lineage.unknown("2026-11-02-middle")).toEqual(["2026-11-09-none"]);
    expect(ancestorsOf(lineage, "2026-11-03-leaf")).toEqual([
      { id: "2026-11-02-middle", distance: 1 },
      { id: "2026-11-01-root", distance: 2 },
    ]);
  });

  it("credits the people behind what a record builds on, each record once", () => {
    const registry = registryOf(list);
    const owners = ["ada", "ada", "bea"];
    const submissions = registry.submissions.map((one, index) => ({
      ...one,
      submitters: [{ name: owners[index] ?? "", github: owners[index] ?? "" }],
    }));
    expect(creditOf({ ...registry, submissions }, lineageOf(submissions))).toEqual([
      { github: "ada", records: [list[0].id, list[1].id], carried: [list[2].id] },
      { github: "bea", records: [list[2].id], carried: [] },
    ]);
  });
});
