import { join } from "node:path";
import { unchangedFolders } from "../git/unchanged.ts";
import { foldersIn } from "./folder.ts";

/**
 * Entries that are exactly as committed, by their paths in the content tree, with the ids of their git
 * trees. Null where there is no checkout.
 */
export function unchangedEntries(content: string): Promise<ReadonlyMap<string, string> | null> {
  const rulesets = foldersIn(join(content, "submissions"));
  return unchangedFolders(
    content,
    rulesets.map((name) => `submissions/${name}`),
  );
}
