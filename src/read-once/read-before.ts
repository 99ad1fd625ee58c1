import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ReadEntries, type ReadTree, wholeTree } from "../content-tree/read-content.ts";
import { readRulesets } from "../content-tree/read-rulesets.ts";

/**
 * Every thread of a build needs all entries, and reading one from its files takes ten times as long as
 * from JSON. Of a large tree they are read once, by all cores, into a folder that this names.
 */
export const FOLDER = "IMAGEGEN_READ_ENTRIES";

/** The content tree as it was read into the folder; null where it was not. */
export function readBefore(content: string): ReadTree | null {
  const folder = process.env[FOLDER];
  if (folder === undefined) return null;
  const { rulesets, findings } = readRulesets(content);
  const parts = readdirSync(folder)
    .toSorted()
    .map((name): ReadEntries => JSON.parse(readFileSync(join(folder, name), "utf8")));
  return wholeTree(rulesets, findings, parts);
}
