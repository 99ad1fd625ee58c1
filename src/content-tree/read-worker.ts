import { parentPort, workerData } from "node:worker_threads";
import type { Share } from "./read-for-registry.ts";
import { readRulesets } from "./read-rulesets.ts";
import { readPart } from "./read-share.ts";

/** A thread of `readForRegistry`. */
const BATCH = 200;

const { content, paths }: Share = workerData;
const { rulesets } = readRulesets(content);
for (let start = 0; start < paths.length; start += BATCH) {
  const part = await readPart(content, paths.slice(start, start + BATCH), rulesets);
  // As text: V8 copies and parses JSON in less time than it clones objects.
  parentPort?.postMessage(JSON.stringify(part));
}
