import { existsSync } from "node:fs";
import { relative } from "node:path";
import { contentDirectory } from "./content-directory.ts";
import { type LastChanges, lastChanges } from "./git/last-changes.ts";

/** File of this repository that a route is written in. */
export function pageSource(pattern: string): string {
  const path = `src/pages${pattern === "/" ? "" : pattern}`;
  const found = [`${path}.astro`, `${path}/index.astro`].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`no file of src/pages/ is the route ${pattern}`);
  return found;
}

let changes: LastChanges | undefined;

/** Day of the last change of a file of this repository, read from git once per build. */
export function lastChange(path: string): string | null {
  // Content from elsewhere has a history of its own, or none.
  const ours = relative(process.cwd(), contentDirectory) === "content";
  if (!ours && path.startsWith("content/")) return null;
  changes ??= lastChanges(process.cwd());
  return changes(path);
}
