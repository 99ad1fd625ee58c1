import { join } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { unchangedFolders } from "../git/unchanged.ts";
import { type DerivedEntry, deriveEntries } from "../registry/index.ts";
import { circlesOf } from "../registry/lineage/circles.ts";
import { lineageOf } from "../registry/lineage/graph.ts";
import type { Entry } from "../registry/types.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { cacheKey, EntryCache, type KnownEntry } from "./entry-cache.ts";
import { foldersIn } from "./folder.ts";
import { entryPaths } from "./neighbours.ts";
import type { ReadTree } from "./read-content.ts";
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
  const { findings, ...tree } = await readForRegistry(content);
  const { rulesets, entries } = tree;
  return { rulesets, derived: deriveEntries(tree), findings, read: entries.length };
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
  const changed = await readChanged(content, paths, new Set(kept.map(({ path }) => path)));
  if (changed.findings.length > 0) return readAll(content);
  const read = new Set(changed.entries.map(({ path }) => path));
  const still = kept.filter(({ path }) => !read.has(path));
  const fresh = deriveEntries(changed);
  const derived = [...still.map((known) => known.derived), ...fresh];
  // What is wrong with a circle is told by those who have read all of it. One that was not there
  // before goes through an entry that is new.
  const builds = fresh.some(({ submission }) => submission.based_on.length > 0);
  const listed = derived.map(({ submission }) => submission);
  if (builds && circlesOf(lineageOf(listed)).length > 0) return readAll(content);
  const besideOthers = new Set(changed.entries.filter(isBesideOthers).map(({ path }) => path));
  const known = fresh.flatMap((one): KnownEntry[] => {
    const path = pathOf(one);
    const tree = trees.get(path);
    return tree === undefined || besideOthers.has(path) ? [] : [{ path, tree, derived: one }];
  });
  cache.write(before, [...still, ...known]);
  return { rulesets, derived, findings: [], read: read.size };
}

const baselinesOf = ({ rulings }: Entry) =>
  (rulings?.timings ?? []).flatMap(({ baseline }) => baseline?.submission ?? []);

/** True where an entry was timed beside another: what it brings is not its own alone. */
const isBesideOthers = (entry: Entry) => baselinesOf(entry).length > 0;

/** The entries that are not the same as before, and those that they were timed beside. */
async function readChanged(
  content: string,
  paths: readonly string[],
  same: ReadonlySet<string>,
): Promise<ReadTree> {
  const isChanged = (path: string) => !same.has(path);
  const changed = await readForRegistry(content, paths.filter(isChanged));
  const beside = new Set(changed.entries.flatMap(baselinesOf));
  if (beside.size === 0) return changed;
  const named = paths.filter((path) => beside.has(path.split("/").at(-1) ?? ""));
  return readForRegistry(content, [...new Set([...paths.filter(isChanged), ...named])]);
}
