import { parentPort, workerData } from "node:worker_threads";
import { type BuiltSite, inspectPages } from "./inspect-pages.ts";

/** A part of a large site's pages. */
export type Part = {
  readonly site: BuiltSite;
  readonly pages: readonly string[];
  readonly files: readonly string[];
};
const { site, pages, files }: Part = workerData;
parentPort?.postMessage(inspectPages(site, pages, new Set(files)));
