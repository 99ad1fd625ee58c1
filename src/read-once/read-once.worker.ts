import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { workerData } from "node:worker_threads";
import { readEntries } from "../content-tree/read-content.ts";
import { readRulesets } from "../content-tree/read-rulesets.ts";
import { pieceName, type Share } from "./read-once.ts";

/** Entries in a file: some megabytes, far below the longest text there can be. */
const BATCH = 200;

const { content, paths, first, folder }: Share = workerData;
const { rulesets } = readRulesets(content);
for (let start = 0; start < paths.length; start += BATCH) {
  const read = await readEntries(content, paths.slice(start, start + BATCH), rulesets);
  writeFileSync(join(folder, pieceName(first + start)), JSON.stringify(read));
}
