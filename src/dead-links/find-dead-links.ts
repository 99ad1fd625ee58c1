import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { builtFiles } from "../built-files.ts";
import type { Part } from "./inspect.worker.ts";
import { type BuiltSite, type Inspected, inspectPages, missingAnchors } from "./inspect-pages.ts";

/** An address that leads nowhere, with the pages it is on. */
export type DeadLink = { readonly address: string; readonly pages: readonly string[] };

/** From so many pages on, each core looks at a part of them. */
const MANY_PAGES = 1000;

const inThread = (part: Part): Promise<Inspected> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./inspect.worker.ts", import.meta.url), {
      workerData: part,
    });
    worker.once("message", resolve);
    worker.once("error", reject);
  });

/** What is found in all pages; in many of them, by one thread a core. */
function inspectAll(site: BuiltSite, manyPages: number): Promise<Inspected[]> {
  const files = builtFiles(site.folder);
  const pages = files.filter((file) => file.endsWith(".html"));
  if (pages.length < manyPages) {
    return Promise.resolve([inspectPages(site, pages, new Set(files))]);
  }
  const threads = availableParallelism();
  const parts = Array.from({ length: threads }, (_, part) =>
    pages.filter((_page, index) => index % threads === part),
  );
  return Promise.all(parts.map((part) => inThread({ site, pages: part, files })));
}

/**
 * Addresses of a built site that lead nowhere: pages and files that are not there, ids that no
 * element has, and paths of the repository on GitHub that the checkout does not have.
 */
export async function findDeadLinks(
  site: BuiltSite,
  manyPages: number = MANY_PAGES,
): Promise<DeadLink[]> {
  const inspected = await inspectAll(site, manyPages);
  const idsOf = (page: string) =>
    inspected.map(({ ids }) => ids.get(page)).find((ids) => ids !== undefined);
  const found = inspected.flatMap(({ dead, anchors }) => [
    ...dead,
    ...missingAnchors(anchors, idsOf),
  ]);
  return [...Map.groupBy(found, ([address]) => address)]
    .map(([address, links]) => ({ address, pages: links.map(([, page]) => page).toSorted() }))
    .toSorted((a, b) => (a.address < b.address ? -1 : 1));
}
