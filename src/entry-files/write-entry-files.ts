import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runView } from "../components/run/view.ts";
import type { ContentTree, Registry } from "../registry/types.ts";
import { entryFiles } from "./entry-files.ts";

/**
 * Writes the files of every entry into the folder of a built site. One after the other and without
 * promises: for a file of a few kilobytes, handing it to another thread takes thirty times as long as
 * writing it.
 */
export function writeEntryFiles(tree: ContentTree, registry: Registry, folder: string): void {
  const made = new Set<string>();
  for (const { id } of registry.submissions) {
    const view = runView(tree, registry, id);
    if (view === null) continue;
    for (const { path, body } of entryFiles(view, registry)) {
      const file = join(folder, path);
      const parent = dirname(file);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      writeFileSync(file, body());
    }
  }
}
