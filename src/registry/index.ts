import type { Ruleset } from "../schemas/ruleset.ts";
import { rulesBook } from "./contest.ts";
import { fallenRecords } from "./ledger/fallen.ts";
import { type Entered, enteredBy, ledgerFrom } from "./ledger/ledger.ts";
import { fallenAncestors } from "./lineage/fallen-ancestors.ts";
import { lineageOf } from "./lineage/graph.ts";
import { byCodePoint } from "./order.ts";
import { rankAll } from "./rank.ts";
import { referencesOf } from "./references.ts";
import { submissionOf } from "./submission.ts";
import type { ContentTree, Entry, Registry, RegistrySubmission } from "./types.ts";

/** What one entry brings to the registry; it changes with the entry and its rules alone. */
export type DerivedEntry = {
  /** Before it is compared with others: without rank, band and record. */
  readonly submission: RegistrySubmission;
  readonly entered: readonly Entered[];
};

/** Tells what an entry brings to the registry of a tree; undefined where no rules are its. */
export function deriverOf(tree: ContentTree): (entry: Entry) => DerivedEntry | undefined {
  const rulesOf = rulesBook(tree.rulesets);
  const referenceOf = referencesOf(tree, rulesOf);
  return (entry) => {
    const rules = rulesOf(entry.ruleset, entry.result.track);
    if (rules === undefined) return undefined;
    const reference = referenceOf(entry);
    const submission = submissionOf(entry, rules, reference);
    return { submission, entered: enteredBy(entry, rules, reference) };
  };
}

/** What each entry of a tree brings to its registry. */
export function deriveEntries(tree: ContentTree): DerivedEntry[] {
  const derive = deriverOf(tree);
  return tree.entries.flatMap((entry) => derive(entry) ?? []);
}

/** The registry of entries that each have been looked at: standings, ranks and records. */
export function registryFrom(all: readonly Ruleset[], derived: readonly DerivedEntry[]): Registry {
  const rulesets = all.toSorted((a, b) => byCodePoint(a.id, b.id));
  const listed = derived
    .map(({ submission }) => submission)
    .toSorted((a, b) => byCodePoint(a.id, b.id));
  const { places, records } = rankAll(listed, rulesets);
  const holders = new Set(records.map(({ submission }) => submission));
  const fallenOf = noticesOf(listed);
  const submissions = listed.map((entry) => ({
    ...entry,
    rank: places.get(entry.id)?.rank ?? null,
    band: places.get(entry.id)?.band ?? null,
    record: holders.has(entry.id),
    fallen_ancestor: fallenOf(entry.id),
  }));
  const entered = derived.flatMap((entry) => entry.entered);
  const fallen = fallenRecords(ledgerFrom(entered, rulesets));
  return { version: 1, rulesets, submissions, records, fallen };
}

/**
 * The registry of a content tree: standings, ranks and records, all derived. The same tree gives
 * the same bytes anywhere: nothing here reads a clock, a locale or the order of files on disk.
 */
export const buildRegistry = (tree: ContentTree): Registry =>
  registryFrom(tree.rulesets, deriveEntries(tree));

/** Which entries build on one that fell. */
function noticesOf(listed: readonly RegistrySubmission[]) {
  const standings = new Map(listed.map(({ id, standing }) => [id, standing]));
  const found = fallenAncestors(lineageOf(listed), (id) => standings.get(id));
  return (id: string): RegistrySubmission["fallen_ancestor"] => {
    const ancestor = found.get(id);
    const standing = ancestor === undefined ? undefined : standings.get(ancestor);
    return ancestor === undefined || standing === undefined ? null : { id: ancestor, standing };
  };
}

/** The registry as published: two-space JSON with a final line feed. */
export const registryJson = (registry: Registry): string =>
  `${JSON.stringify(registry, null, 2)}\n`;
