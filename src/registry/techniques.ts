import type { ClauseExample } from "../schemas/clause-example.ts";
import type { Result } from "../schemas/result.ts";
import type { Precedent } from "./case-law.ts";
import type { Lineage } from "./lineage/graph.ts";
import { byCodePoint } from "./order.ts";
import type { ContentTree, Registry, RegistryRecord, RegistrySubmission } from "./types.ts";

/** A clause that was worked out on a technique. */
export type TechniqueExample = ClauseExample & { readonly ruleset: string };

/** A record that was made with a technique. */
export type RecordWith = {
  readonly entry: RegistrySubmission;
  readonly record: RegistryRecord;
  /** The first record of its (track, hardware class) that declares the technique. */
  readonly first: boolean;
};

/** An idea that entries, rulings or worked cases name. */
export type Technique = {
  readonly id: string;
  readonly kind: "technique" | "module";
  /** Modules go by the name that the newest entry gives them. */
  readonly name: string;
  /** Entries that declare it, newest first. */
  readonly entries: readonly RegistrySubmission[];
  /** Those of them that were records, oldest first. */
  readonly records: readonly RecordWith[];
  readonly rulings: readonly Precedent[];
  readonly examples: readonly TechniqueExample[];
};

/** What techniques are gathered from, beside the entries. */
export type Sources = {
  readonly precedents: readonly Precedent[];
  readonly rulebooks: readonly {
    readonly ruleset: { readonly id: string };
    readonly examples: readonly ClauseExample[];
  }[];
};

const LONGEST_SLUG = 80;

/** The address of an external module's name: names that differ in case or signs only are one. */
export const moduleSlug = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_SLUG)
    .replaceAll(/^-|-$/g, "");

/** What one entry declares: its own techniques, and modules that have a name to go by. */
export function declared(result: Result): Pick<Technique, "id" | "kind" | "name">[] {
  const named = [...new Set(result.model.techniques ?? [])].map(
    (id) => ({ id, kind: "technique", name: id }) as const,
  );
  const modules = new Map(
    result.external_modules.map(({ name }) => [moduleSlug(name), name] as const),
  );
  return [
    ...named,
    ...[...modules]
      .filter(([id]) => id !== "")
      .map(([id, name]) => ({ id, kind: "module", name }) as const),
  ];
}

type Found = {
  name: string;
  readonly kind: Technique["kind"];
  readonly entries: RegistrySubmission[];
  readonly rulings: Precedent[];
  readonly examples: TechniqueExample[];
};

const keyOf = (kind: Technique["kind"], id: string) => `${kind}:${id}`;

/** Gathers under one key; the first name given is kept. */
function gathering() {
  const all = new Map<string, Found>();
  const at = (kind: Technique["kind"], id: string, name = id): Found => {
    const key = keyOf(kind, id);
    const known = all.get(key) ?? { name, kind, entries: [], rulings: [], examples: [] };
    all.set(key, known);
    return known;
  };
  return { all, at };
}

/** The records among some entries, oldest first; the first of each contest is marked. */
function recordsAmong(
  entries: readonly RegistrySubmission[],
  records: ReadonlyMap<string, RegistryRecord>,
): RecordWith[] {
  const contests = new Set<string>();
  return entries
    .flatMap((entry) => {
      const record = records.get(entry.id);
      return record ? [{ entry, record }] : [];
    })
    .toReversed()
    .map(({ entry, record }) => {
      const contest = [record.ruleset, record.track, record.hardware_class].join(" ");
      const first = !contests.has(contest);
      contests.add(contest);
      return { entry, record, first };
    });
}

/** Every technique and external module, those of most records first, then of most entries. */
export function techniquesOf(tree: ContentTree, registry: Registry, sources: Sources): Technique[] {
  const { all, at } = gathering();
  const results = new Map(tree.entries.map(({ id, result }) => [id, result]));
  const newestFirst = registry.submissions.toSorted(
    (a, b) => byCodePoint(b.opened_at, a.opened_at) || byCodePoint(b.id, a.id),
  );
  for (const entry of newestFirst) {
    const result = results.get(entry.id);
    for (const { kind, id, name } of result ? declared(result) : []) {
      at(kind, id, name).entries.push(entry);
    }
  }
  for (const precedent of sources.precedents) {
    for (const id of new Set(precedent.ruling.techniques))
      at("technique", id).rulings.push(precedent);
  }
  for (const { ruleset, examples } of sources.rulebooks) {
    for (const example of examples) {
      if (example.technique === undefined) continue;
      at("technique", example.technique).examples.push({ ...example, ruleset: ruleset.id });
    }
  }
  const records = new Map(registry.records.map((record) => [record.submission, record]));
  return [...all]
    .map(([key, found]) => ({
      ...found,
      id: key.slice(found.kind.length + 1),
      records: recordsAmong(found.entries, records),
    }))
    .toSorted(
      (a, b) =>
        b.records.length - a.records.length ||
        b.entries.length - a.entries.length ||
        byCodePoint(keyOf(a.kind, a.id), keyOf(b.kind, b.id)),
    );
}

/** Records that build on an entry that declares the technique and do not declare it, newest first. */
export function recordsBuiltOn(
  technique: Technique,
  lineage: Lineage,
  recordOf: (id: string) => RegistryRecord | undefined,
): RegistryRecord[] {
  const own = new Set(technique.entries.map(({ id }) => id));
  const reached = new Set(own);
  for (const id of reached) for (const child of lineage.children(id)) reached.add(child);
  return [...reached.difference(own)]
    .flatMap((id) => recordOf(id) ?? [])
    .toSorted(
      (a, b) => byCodePoint(b.opened_at, a.opened_at) || byCodePoint(b.submission, a.submission),
    );
}
