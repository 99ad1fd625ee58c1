import { describe, expect, it, test } from "vitest";
import { caseLaw } from "../../src/registry/case-law.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import { lineageOf } from "../../src/registry/lineage/graph.ts";
import {
  declared,
  moduleSlug,
  recordsBuiltOn,
  techniquesOf,
} from "../../src/registry/techniques.ts";
import type { Entry } from "../../src/registry/types.ts";
import { entry, ruleset, type Sketch } from "./entries.ts";

const module = (name: string) => ({
  name,
  role: "alignment",
  source: "https://example.org/weights",
  digest: "0".repeat(64),
});

function made(sketch: Sketch, techniques?: string[], modules: string[] = []): Entry {
  const plain = entry(sketch);
  const model = { ...plain.result.model, ...(techniques ? { techniques } : {}) };
  const result = { ...plain.result, model, external_modules: modules.map(module) };
  return { ...plain, result };
}

const examples = [
  { clause: "R2", allowed: false, case: "c", because: "b", technique: "extra-data" },
  { clause: "R3", allowed: true, case: "c", because: "b" },
];

function gathered(...entries: Entry[]) {
  const tree = { rulesets: [ruleset], entries };
  const registry = buildRegistry(tree);
  const sources = { precedents: caseLaw(entries), rulebooks: [{ ruleset, examples }] };
  const lineage = lineageOf(registry.submissions);
  const records = new Map(registry.records.map((record) => [record.submission, record]));
  return {
    list: techniquesOf(tree, registry, sources),
    lineage,
    recordOf: records.get.bind(records),
  };
}

describe("what an entry declares", () => {
  it("is its techniques, and its modules by name; nothing is read from free text", () => {
    const both = made({ id: "2026-11-01-a" }, ["muon", "muon"], ["DINOv2-B/14", "模型"]);
    expect(declared(both.result)).toEqual([
      { id: "muon", kind: "technique", name: "muon" },
      { id: "dinov2-b-14", kind: "module", name: "DINOv2-B/14" },
    ]);
    const changes = { ...both.result.model, techniques: undefined, changes: ["Muon"] };
    expect(declared({ ...both.result, model: changes, external_modules: [] })).toEqual([]);
  });

  test.each([
    ["DINOv2-B/14", "dinov2-b-14"],
    ["dinov2 b 14", "dinov2-b-14"],
    ["../../<script>", "script"],
    ["--", ""],
    ["x".repeat(100), "x".repeat(80)],
  ])("a module called %j has the address %j", (name, slug) => {
    expect(moduleSlug(name)).toBe(slug);
  });
});

describe("techniques", () => {
  const plain = made({ id: "2026-11-01-a", clocks: [60] });
  const muon = made({ id: "2026-11-02-b", clocks: [48] }, ["muon"]);
  const again = made({ id: "2026-11-03-c", clocks: [40] }, ["muon", "ema"]);
  const after = made({ id: "2026-11-04-d", clocks: [30], basedOn: [again.id] });

  it("come with the gain of the records that declare them, the first one marked", () => {
    const { list } = gathered(plain, muon, again);
    const found = list.find(({ id }) => id === "muon");
    expect(found?.entries.map(({ id }) => id)).toEqual([again.id, muon.id]);
    expect(
      found?.records.map(({ entry: { id }, first, record }) => [id, first, record.gain_relative]),
    ).toEqual([
      [muon.id, true, 0.2],
      [again.id, false, expect.closeTo(1 / 6)],
    ]);
  });

  it("lead to records that build on them and do not declare them", () => {
    const { list, lineage, recordOf } = gathered(plain, muon, again, after);
    const [first] = list;
    if (first === undefined) throw new Error("nothing was declared");
    const ids = recordsBuiltOn(first, lineage, recordOf).map(({ submission }) => submission);
    expect(ids).toEqual([after.id]);
  });

  it("are there as well where only a ruling or a worked case names them", () => {
    const ruled = made({ id: "2026-11-01-a" });
    const [ruling] = ruled.rulings?.rulings ?? [];
    if (ruling === undefined) throw new Error("the entry was not ruled on");
    const about = { ...ruling, techniques: ["lookup-table", "lookup-table"] };
    const { list } = gathered({ ...ruled, rulings: { rulings: [about] } });
    expect(
      list.map(({ id, entries, rulings, examples: cases }) => [
        id,
        entries.length,
        rulings.length,
        cases.map(({ clause }) => clause),
      ]),
    ).toEqual([
      ["extra-data", 0, 0, ["R2"]],
      ["lookup-table", 0, 1, []],
    ]);
  });

  it("keep a module and a technique of the same name apart", () => {
    const { list } = gathered(made({ id: "2026-11-01-a" }, ["clip"], ["CLIP"]));
    const shown = list.filter(({ id }) => id === "clip").map(({ kind, name }) => [kind, name]);
    expect(shown).toEqual([
      ["module", "CLIP"],
      ["technique", "clip"],
    ]);
  });
});
