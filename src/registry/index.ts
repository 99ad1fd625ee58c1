import { compare } from "./compare.ts";
import { rulesBook } from "./contest.ts";
import { type Entered, enteredBy, movingRecords } from "./ledger/ledger.ts";
import { byCodePoint } from "./order.ts";
import { referencesOf } from "./references.ts";
import { submissionOf } from "./submission.ts";
import type { ContentTree, Entry, Registry, UnplacedSubmission } from "./types.ts";

/** What one entry brings to the registry; it changes with the entry and its rules alone. */
export type DerivedEntry = {
  readonly submission: UnplacedSubmission;
  /** What can move a record. */
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
    return { submission, entered: movingRecords(enteredBy(entry, rules, reference)) };
  };
}

/** What each entry of a tree brings to its registry. */
export function deriveEntries(tree: ContentTree): DerivedEntry[] {
  const derive = deriverOf(tree);
  return tree.entries.flatMap((entry) => derive(entry) ?? []);
}

/**
 * The registry of a content tree: standings, ranks and records, all derived. The same tree gives
 * the same values anywhere: nothing here reads a clock, a locale or the order of files on disk.
 * `registryText` says the same as text.
 */
export function buildRegistry(tree: ContentTree): Registry {
  const derived = deriveEntries(tree);
  const rulesets = tree.rulesets.toSorted((a, b) => byCodePoint(a.id, b.id));
  const listed = derived
    .map(({ submission }) => submission)
    .toSorted((a, b) => byCodePoint(a.id, b.id));
  const entered = derived.flatMap((entry) => entry.entered);
  const { placementOf, records, fallen } = compare(rulesets, listed, entered);
  const submissions = listed.map((entry) => ({ ...entry, ...placementOf(entry.id) }));
  return { version: 1, rulesets, submissions, records, fallen };
}
