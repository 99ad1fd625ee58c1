import { repository } from "./repository.ts";

/**
 * Folders one level under some folders that are exactly as committed, with the ids of their git trees:
 * digests over everything in them. Paths are relative to `root`, which may be a folder inside a
 * checkout. Null where there is no checkout or nothing is committed.
 */
export function unchangedFolders(
  root: string,
  parents: readonly string[],
): ReadonlyMap<string, string> | null {
  const { git } = repository(root);
  try {
    const prefix = git("rev-parse", "--show-prefix");
    const trees = new Map<string, string>();
    for (const parent of parents) {
      for (const line of git("ls-tree", "-z", "HEAD", `${parent}/`).split("\0")) {
        const [, id, path] = /^\d+ tree ([0-9a-f]+)\t(.+)$/.exec(line) ?? [];
        if (id !== undefined && path !== undefined) trees.set(path, id);
      }
    }
    // Ignored files count as well: they lie in the folder, and would be read.
    const every = ["--untracked-files=all", "--ignored", "--no-renames"];
    const status = git("status", "--porcelain", "-z", ...every, "--", ...parents);
    for (const line of status.split("\0")) {
      const path = line.slice(3 + prefix.length);
      for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1)) {
        trees.delete(path.slice(0, at));
      }
    }
    return trees;
  } catch {
    return null;
  }
}
