import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Finding } from "../findings/finding.ts";
import { deriverOf } from "../registry/index.ts";
import { type WrittenEntry, written } from "../registry/written.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { entryPaths } from "./neighbours.ts";
import { inCircles, readEntries } from "./read-content.ts";
import { readRulesets } from "./read-rulesets.ts";
import { baselinesOf, type ReadItem, type ReadPart, readPart } from "./read-share.ts";

/** From so many entries on, starting a thread costs less than it saves. */
const MANY = 1000;

export type Reading = {
  /** All entries, where it is not given. */
  readonly paths?: readonly string[];
  /** The rulesets of the tree, where they are known. */
  readonly rules?: ReturnType<typeof readRulesets>;
  readonly many?: number;
};

/** What a thread is given: paths inside a content tree. */
export type Share = { readonly content: string; readonly paths: readonly string[] };

export type ReadForRegistry = {
  readonly rulesets: readonly Ruleset[];
  /** What each entry brings, in the order of their paths. */
  readonly entries: readonly WrittenEntry[];
  readonly findings: readonly Finding[];
  /** Paths of the entries that were timed beside others: what they bring is not theirs alone. */
  readonly besideOthers: ReadonlySet<string>;
  /** How many entries were looked at. */
  readonly read: number;
};

/**
 * Reads a content tree, or some of its entries, for its registry; many of them on all cores. Each core
 * tells what its entries bring, most of it as text that only has to be passed on.
 */
export async function readForRegistry(
  content: string,
  { paths = entryPaths(content), rules = readRulesets(content), many = MANY }: Reading = {},
): Promise<ReadForRegistry> {
  const { rulesets, findings: found } = rules;
  const parts =
    paths.length < many
      ? [await readPart(content, paths, rulesets)]
      : await Promise.all(sharesOf(content, paths).map(readShare));
  const items = parts.flatMap((part) => part.items);
  const baselines = await readBaselines(content, items, rulesets);
  const derive = deriverOf({ rulesets, entries: [...waitingIn(items), ...baselines] });
  const entries = items.flatMap((item): WrittenEntry | never[] => {
    if ("brings" in item) return item.brings;
    const derived = derive(item.waiting);
    return derived ? written(derived) : [];
  });
  const built = items.map((item) => {
    const { id, based_on } = "brings" in item ? item.brings.compared : builtOn(item.waiting);
    return { id, path: item.path, based_on };
  });
  const findings = [...found, ...parts.flatMap((part) => part.findings), ...inCircles(built)];
  const besideOthers = new Set(items.flatMap((item) => ("waiting" in item ? item.path : [])));
  const { size } = new Set([...paths, ...baselines.map(({ path }) => path)]);
  return { rulesets, entries, findings, besideOthers, read: size };
}

const waitingIn = (items: readonly ReadItem[]) =>
  items.flatMap((item) => ("waiting" in item ? item.waiting : []));

const builtOn = ({ id, result }: ReturnType<typeof waitingIn>[number]) => ({
  id,
  based_on: result.based_on ?? [],
});

/** The entries that others were timed beside, whether they are among those asked for or not. */
async function readBaselines(
  content: string,
  items: readonly ReadItem[],
  rulesets: readonly Ruleset[],
) {
  const named = new Set(waitingIn(items).flatMap(baselinesOf));
  if (named.size === 0) return [];
  const paths = entryPaths(content).filter((path) => named.has(path.split("/").at(-1) ?? ""));
  return (await readEntries(content, paths, rulesets)).entries;
}

function sharesOf(content: string, paths: readonly string[]): Share[] {
  const size = Math.ceil(paths.length / availableParallelism());
  return Array.from({ length: Math.ceil(paths.length / size) }, (_, share) => ({
    content,
    paths: paths.slice(share * size, (share + 1) * size),
  }));
}

/** Lets a thread read its share; what it has read comes in batches, so that it keeps none of it. */
async function readShare(share: Share): Promise<ReadPart> {
  const worker = new Worker(new URL("./read-worker.ts", import.meta.url), {
    workerData: share,
    // What is read stays until it is sent; a small nursery would copy it over and over.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  const all: ReadPart = { items: [], findings: [] };
  worker.on("message", (text: string) => {
    const { items, findings }: ReadPart = JSON.parse(text);
    all.items.push(...items);
    all.findings.push(...findings);
  });
  // An error in the thread is thrown here.
  await once(worker, "exit");
  return all;
}
