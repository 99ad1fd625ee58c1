import { type Lineage, lineageOf } from "./registry/lineage/graph.ts";
import { type Person, peopleOf } from "./registry/people.ts";
import { type Technique, techniquesOf } from "./registry/techniques.ts";
import type { RegistryRecord, RegistrySubmission } from "./registry/types.ts";
import type { Result } from "./schemas/result.ts";
import { loadSite } from "./site-data.ts";

/** Views of the whole registry that many pages share, made once per build. */
export type Derived = {
  readonly lineage: Lineage;
  readonly people: readonly Person[];
  readonly techniques: readonly Technique[];
  readonly entryOf: (id: string) => RegistrySubmission | undefined;
  readonly resultOf: (id: string) => Result | undefined;
  readonly recordOf: (id: string) => RegistryRecord | undefined;
};

async function derive(): Promise<Derived> {
  const { tree, registry, precedents, rulebooks } = await loadSite();
  const lineage = lineageOf(registry.submissions);
  const entries = new Map(registry.submissions.map((entry) => [entry.id, entry]));
  const records = new Map(registry.records.map((record) => [record.submission, record]));
  const results = new Map(tree.entries.map(({ id, result }) => [id, result]));
  return {
    lineage,
    people: peopleOf(registry, lineage),
    techniques: techniquesOf(tree, registry, { precedents, rulebooks }),
    entryOf: (id) => entries.get(id),
    resultOf: (id) => results.get(id),
    recordOf: (id) => records.get(id),
  };
}

let derived: Promise<Derived> | undefined;

export function loadDerived(): Promise<Derived> {
  derived ??= derive();
  return derived;
}
