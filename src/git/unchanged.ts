import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { gitSettings, gitVariables } from "./repository.ts";

const MOST_OUTPUT = 256 << 20;

/** Runs git while others work: in a large checkout it looks at hundreds of thousands of files. */
async function gitIn(root: string, ...args: string[]): Promise<string> {
  const options = { cwd: root, env: gitVariables, maxBuffer: MOST_OUTPUT };
  const { stdout } = await promisify(execFile)(
    "git",
    // Nothing is written into a checkout that is only looked at.
    ["--no-optional-locks", ...gitSettings, ...args],
    options,
  );
  return stdout;
}

/**
 * Folders one level under some folders that are exactly as committed, with the ids of their git trees:
 * digests over everything in them. Paths are relative to `root`, which may be a folder inside a
 * checkout. Null where there is no checkout or nothing is committed.
 */
export async function unchangedFolders(
  root: string,
  parents: readonly string[],
): Promise<ReadonlyMap<string, string> | null> {
  if (parents.length === 0) return new Map();
  // Ignored files count as well: they lie in the folder, and would be read.
  const every = ["--untracked-files=all", "--ignored", "--no-renames"];
  try {
    const [prefix, listed, status] = await Promise.all([
      gitIn(root, "rev-parse", "--show-prefix"),
      gitIn(root, "ls-tree", "-z", "HEAD", ...parents.map((parent) => `${parent}/`)),
      gitIn(root, "status", "--porcelain", "-z", ...every, "--", ...parents),
    ]);
    const trees = new Map<string, string>();
    for (const line of listed.split("\0")) {
      const [, id, path] = /^\d+ tree ([0-9a-f]+)\t(.+)$/.exec(line) ?? [];
      if (id !== undefined && path !== undefined) trees.set(path, id);
    }
    for (const line of status.split("\0")) {
      const path = line.slice(3 + prefix.trimEnd().length);
      for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1)) {
        trees.delete(path.slice(0, at));
      }
    }
    return trees;
  } catch {
    return null;
  }
}
