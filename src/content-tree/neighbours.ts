import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import type { Neighbour, Submission } from "../checks/submission.ts";
import { chunksOf, foldersIn, listOf } from "./folder.ts";
import { readingLimits } from "./submission-files.ts";

/** What others need to know of a submission that has been read. */
export const asNeighbour = ({ id, parent, items }: Submission): Neighbour => ({
  id,
  path: `submissions/${parent}/${id}`,
  files: items.flatMap(({ name, bytes, sha256 }) =>
    sha256 === null ? [] : [{ name, bytes, sha256 }],
  ),
});

/** Paths of all entries of a content tree, from its root. */
export function entryPaths(content: string): string[] {
  return foldersIn(join(content, "submissions")).flatMap((ruleset) =>
    foldersIn(join(content, "submissions", ruleset)).map((id) => `submissions/${ruleset}/${id}`),
  );
}

function sha256Of(path: string): string {
  const hash = createHash("sha256");
  for (const chunk of chunksOf(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** An entry that nobody asked to check: only files that could equal one of a known size are read. */
function lookedAt(content: string, path: string, sizes: ReadonlySet<number>): Neighbour {
  const folder = join(content, path);
  const items = listOf(folder, readingLimits.items) ?? [];
  const files = items
    .filter(({ kind, bytes }) => kind === "file" && sizes.has(bytes))
    .map(({ name, bytes }) => ({ name, bytes, sha256: sha256Of(join(folder, name)) }));
  return { id: path.split("/").at(-1) ?? "", path, files };
}

/**
 * The entries of a content tree as far as the checks have to know them. `read` holds what was read
 * already, by folder: nothing of it is read again.
 */
export function neighboursIn(content: string, read: ReadonlyMap<string, Neighbour>): Neighbour[] {
  const sizes = new Set([...read.values()].flatMap(({ files }) => files.map(({ bytes }) => bytes)));
  return entryPaths(content).map(
    (path) => read.get(resolve(content, path)) ?? lookedAt(content, path, sizes),
  );
}
