import { parentPort, workerData } from "node:worker_threads";
import type { Entry } from "../registry/types.ts";
import { readEntries } from "./read-content.ts";
import type { Share } from "./read-for-registry.ts";
import { readRulesets } from "./read-rulesets.ts";

/** A thread of `readForRegistry`. */
const BATCH = 200;

const slim = ({ verification, ...entry }: Entry): Entry => ({
  ...entry,
  readme: null,
  logs: entry.logs.map((log) => log && { ...log, curve: [] }),
  verification: verification && {
    ...verification,
    runs: verification.runs.map((run) => ({ ...run, checks: [], reasons: [] })),
  },
});

const { content, paths }: Share = workerData;
const { rulesets } = readRulesets(content);
for (let start = 0; start < paths.length; start += BATCH) {
  const read = await readEntries(content, paths.slice(start, start + BATCH), rulesets);
  // As text: V8 copies and parses JSON in less time than it clones objects.
  parentPort?.postMessage(JSON.stringify({ ...read, entries: read.entries.map(slim) }));
}
