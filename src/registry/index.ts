import { rulesBook } from "./contest.ts";
import { fallenRecords } from "./ledger/fallen.ts";
import { ledgerOf } from "./ledger/ledger.ts";
import { fallenAncestors } from "./lineage/fallen-ancestors.ts";
import { lineageOf } from "./lineage/graph.ts";
import { byCodePoint } from "./order.ts";
import { rankAll } from "./rank.ts";
import { referencesOf } from "./references.ts";
import { submissionOf } from "./submission.ts";
import type { ContentTree, Registry, RegistrySubmission } from "./types.ts";

/**
 * The registry of a content tree: standings, ranks and records, all derived. The same tree gives
 * the same bytes anywhere: nothing here reads a clock, a locale or the order of files on disk.
 */
export function buildRegistry(tree: ContentTree): Registry {
  const rulesets = tree.rulesets.toSorted((a, b) => byCodePoint(a.id, b.id));
  const entries = tree.entries.toSorted((a, b) => byCodePoint(a.id, b.id));
  const rulesOf = rulesBook(rulesets);
  const reference = referencesOf(tree, rulesOf);
  const listed = entries.flatMap((entry) => {
    const rules = rulesOf(entry.ruleset, entry.result.track);
    return rules ? [submissionOf(entry, rules, reference(entry))] : [];
  });
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
  const fallen = fallenRecords(ledgerOf({ rulesets, entries }));
  return { version: 1, rulesets, submissions, records, fallen };
}

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
