import type { Finding } from "../findings/finding.ts";
import { circlesOf } from "../registry/lineage/circles.ts";
import { lineageOf } from "../registry/lineage/graph.ts";
import type { WrittenEntry } from "../registry/written.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { cacheKey, EntryCache } from "./entry-cache.ts";
import { entryPaths } from "./neighbours.ts";
import type { KnownEntry } from "./packed-entry.ts";
import { readForRegistry } from "./read-for-registry.ts";
import { readRulesets } from "./read-rulesets.ts";
import { unchangedEntries } from "./unchanged-entries.ts";

/** What the registry of a tree is made from, and how much of it had to be read. */
export type ReadDerived = {
  readonly rulesets: readonly Ruleset[];
  readonly entries: readonly WrittenEntry[];
  readonly findings: readonly Finding[];
  readonly read: number;
};

const pathOf = ({ compared }: WrittenEntry) => `submissions/${compared.ruleset}/${compared.id}`;

/** Reads a whole tree and derives every entry. */
async function readAll(content: string): Promise<ReadDerived> {
  const { rulesets, entries, findings } = await readForRegistry(content);
  return { rulesets, entries, findings, read: entries.length };
}

/**
 * Reads what changed since the last time, as git tells it, and takes the rest from a cache. The result
 * is that of reading everything. Without a checkout everything is read. `comparing`: what git tells,
 * where it has been asked already.
 */
export async function readDerived(
  content: string,
  cacheFolder: string | null,
  comparing = cacheFolder === null ? null : unchangedEntries(content),
): Promise<ReadDerived> {
  if (cacheFolder === null) return readAll(content);
  const paths = entryPaths(content);
  const rules = readRulesets(content);
  const { rulesets } = rules;
  if (rules.findings.length > 0) return readAll(content);
  const cache = new EntryCache(cacheFolder, cacheKey(rulesets));
  const before = cache.read();
  const trees = await comparing;
  if (trees === null) return readAll(content);
  const kept = paths.flatMap((path): KnownEntry[] => {
    const known = before.get(path);
    return known && known.tree === trees.get(path) ? [known] : [];
  });
  const same = new Set(kept.map(({ path }) => path));
  const others = paths.filter((path) => !same.has(path));
  const changed = await readForRegistry(content, { paths: others, rules });
  if (changed.findings.length > 0) return readAll(content);
  const fresh = changed.entries;
  const entries = [...kept.map(({ brings }) => brings), ...fresh];
  // What is wrong with a circle is told by those who have read all of it. One that was not there
  // before goes through an entry that is new.
  const builds = fresh.some(({ compared }) => compared.based_on.length > 0);
  const listed = entries.map(({ compared }) => compared);
  if (builds && circlesOf(lineageOf(listed)).length > 0) return readAll(content);
  const known = fresh.flatMap((one): KnownEntry[] => {
    const path = pathOf(one);
    const tree = trees.get(path);
    return tree === undefined || changed.besideOthers.has(path)
      ? []
      : [{ path, tree, brings: one }];
  });
  cache.write(before, [...kept, ...known]);
  return { rulesets, entries, findings: [], read: changed.read };
}
