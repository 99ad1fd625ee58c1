import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { entryPaths } from "../content-tree/neighbours.ts";
import { FOLDER } from "./read-before.ts";

/** What a thread is given: paths inside a content tree, and where in the list of all they begin. */
export type Share = {
  readonly content: string;
  readonly paths: readonly string[];
  readonly first: number;
  readonly folder: string;
};

/** Name of the file of the entries from a place in the list on; names sort as the entries do. */
export const pieceName = (first: number) => `${String(first).padStart(9, "0")}.json`;

/** Reads all entries of a tree into a folder, for every thread that is started afterwards. */
export async function readOnceInto(folder: string, content: string): Promise<void> {
  const paths = entryPaths(content);
  const size = Math.max(1, Math.ceil(paths.length / availableParallelism()));
  const starts = paths.flatMap((_, index) => (index % size === 0 ? [index] : []));
  await Promise.all(
    starts.map((first) =>
      readShare({ content, paths: paths.slice(first, first + size), first, folder }),
    ),
  );
  process.env[FOLDER] = folder;
}

async function readShare(share: Share): Promise<void> {
  const worker = new Worker(new URL("./read-once.worker.ts", import.meta.url), {
    workerData: share,
  });
  // An error in the thread is thrown here.
  await once(worker, "exit");
}
