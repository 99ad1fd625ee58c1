import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Every file of a built site, by its path inside the folder, with forward slashes; the files of a
 * folder come before those of the folders in it. Paths are put together, not worked out again: there
 * are half a million of them.
 */
export function builtFiles(folder: string): string[] {
  const files: string[] = [];
  const folders = [""];
  for (const inside of folders) {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      if (entry.isFile()) files.push(inside + entry.name);
      else if (entry.isDirectory()) folders.push(`${inside}${entry.name}/`);
    }
  }
  return files;
}
