import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { entryPaths } from "./neighbours.ts";
import { type ReadEntries, type ReadTree, readEntries, wholeTree } from "./read-content.ts";
import { readRulesets } from "./read-rulesets.ts";

/** From so many entries on, starting a thread costs less than it saves. */
const MANY = 1000;

/** What a thread is given: paths inside a content tree. */
export type Share = { readonly content: string; readonly paths: readonly string[] };

/**
 * Reads a content tree, or some of its entries, for its registry; many of them on all cores. Of a large one, what the registry
 * never looks at (README texts, loss curves, checks of samples) is left out.
 */
export async function readForRegistry(
  content: string,
  paths: readonly string[] = entryPaths(content),
  many = MANY,
): Promise<ReadTree> {
  const { rulesets, findings } = readRulesets(content);
  if (paths.length < many) {
    return wholeTree(rulesets, findings, [await readEntries(content, paths, rulesets)]);
  }
  const size = Math.ceil(paths.length / availableParallelism());
  const shares = Array.from({ length: Math.ceil(paths.length / size) }, (_, share) =>
    paths.slice(share * size, (share + 1) * size),
  );
  const parts = await Promise.all(shares.map((share) => readShare({ content, paths: share })));
  return wholeTree(rulesets, findings, parts);
}

/** Lets a thread read its share; what it has read comes in batches, so that it keeps none of it. */
async function readShare(share: Share): Promise<ReadEntries> {
  const worker = new Worker(new URL("./read-worker.ts", import.meta.url), {
    workerData: share,
    // What is read stays until it is sent; a small nursery would copy it over and over.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  const all: ReadEntries = { entries: [], findings: [] };
  worker.on("message", (text: string) => {
    const { entries, findings }: ReadEntries = JSON.parse(text);
    all.entries.push(...entries);
    all.findings.push(...findings);
  });
  // An error in the thread is thrown here.
  await once(worker, "exit");
  return all;
}
