import { join } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { unchangedFolders } from "../git/unchanged.ts";
import type { DerivedEntry } from "../registry/index.ts";
import { circlesOf } from "../registry/lineage/circles.ts";
import { lineageOf } from "../registry/lineage/graph.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { cacheKey, EntryCache, type KnownEntry } from "./entry-cache.ts";
import { foldersIn } from "./folder.ts";
import { entryPaths } from "./neighbours.ts";
import { readForRegistry } from "./read-for-registry.ts";
import { readRulesets } from "./read-rulesets.ts";

/** What the registry of a tree is made from, and how much of it had to be read. */
export type ReadDerived = {
  readonly rulesets: readonly Ruleset[];
  readonly derived: readonly DerivedEntry[];
  readonly findings: readonly Finding[];
  readonly read: number;
};

const pathOf = ({ submission }: DerivedEntry) =>
  `submissions/${submission.ruleset}/${submission.id}`;

/** Reads a whole tree and derives every entry. */
async function readAll(content: string): Promise<ReadDerived> {
  const { rulesets, derived, findings } = await readForRegistry(content);
  return { rulesets, derived, findings, read: derived.length };
}

/**
 * Reads what changed since the last time, as git tells it, and takes the rest from a cache. The result
 * is that of reading everything. Without a checkout everything is read.
 */
export async function readDerived(
  content: string,
  cacheFolder: string | null,
): Promise<ReadDerived> {
  if (cacheFolder === null) return readAll(content);
  const parents = foldersIn(join(content, "submissions")).map((name) => `submissions/${name}`);
  const comparing = unchangedFolders(content, parents);
  const paths = entryPaths(content);
  const { rulesets, findings } = readRulesets(content);
  if (findings.length > 0) return readAll(content);
  const cache = new EntryCache(cacheFolder, cacheKey(rulesets));
  const before = cache.read();
  const trees = await comparing;
  if (trees === null) return readAll(content);
  const kept = paths.flatMap((path): KnownEntry[] => {
    const known = before.get(path);
    return known && known.tree === trees.get(path) ? [known] : [];
  });
  const same = new Set(kept.map(({ path }) => path));
  const changed = await readForRegistry(
    content,
    paths.filter((path) => !same.has(path)),
  );
  if (changed.findings.length > 0) return readAll(content);
  const fresh = changed.derived;
  const derived = [...kept.map((known) => known.derived), ...fresh];
  // What is wrong with a circle is told by those who have read all of it. One that was not there
  // before goes through an entry that is new.
  const builds = fresh.some(({ submission }) => submission.based_on.length > 0);
  const listed = derived.map(({ submission }) => submission);
  if (builds && circlesOf(lineageOf(listed)).length > 0) return readAll(content);
  const known = fresh.flatMap((one): KnownEntry[] => {
    const path = pathOf(one);
    const tree = trees.get(path);
    return tree === undefined || changed.besideOthers.has(path)
      ? []
      : [{ path, tree, derived: one }];
  });
  cache.write(before, [...kept, ...known]);
  return { rulesets, derived, findings: [], read: changed.read };
}
