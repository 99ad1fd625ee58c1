import { parentPort, workerData } from "node:worker_threads";
import { runView } from "../components/run/view.ts";
import { entryRecord } from "../search/entry-record.ts";
import { loadSite } from "../site-data.ts";
import { writeEntryFiles } from "./write-entry-files.ts";

/**
 * Writes the entries' files while the pages are made, and tells what the search has to know of each
 * entry. `workerData`: the folder of the built site.
 */
const { tree, registry } = await loadSite();
writeEntryFiles(tree, registry, workerData);
parentPort?.postMessage(
  registry.submissions.flatMap(({ id }) => {
    const view = runView(tree, registry, id);
    return view === null ? [] : [entryRecord(view)];
  }),
);
