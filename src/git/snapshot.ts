import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, constants, ftruncateSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { gitSettings, gitVariables, type Repository, repository } from "./repository.ts";

/** One thing in a folder of a commit. */
export type TreeItem = {
  readonly name: string;
  /** Git's file mode: 100644 is a plain file. */
  readonly mode: string;
  readonly kind: "blob" | "tree" | "commit";
  readonly id: string;
};

const PLAIN_FILE = "100644";
/** Stands for any size that is too large; a hole takes no room on the disk. */
const LARGEST_HOLE = 1e12;

/**
 * Two commits of a remote as data, in a bare repository: nothing is checked out, nothing of it can
 * run. Files come only when they are asked for, so that a huge one costs nothing.
 */
export function fetchSnapshot(
  remote: string,
  commits: readonly string[],
  into: string,
): Repository {
  mkdirSync(into, { recursive: true });
  const repo = repository(into);
  repo.git("init", "--quiet", "--bare", "--initial-branch=main");
  repo.git("remote", "add", "origin", remote);
  const flags = ["--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
  repo.git("fetch", ...flags, "--depth=1", "--filter=blob:none", "origin", ...commits);
  return repo;
}

/** Id of a folder's tree in a commit, or null where there is no such folder. */
export function treeOf(repo: Repository, commit: string, folder: string): string | null {
  try {
    // Everything after the colon is a path: what kind it is, has to be asked apart.
    const id = repo.git("rev-parse", "--quiet", "--verify", `${commit}:${folder}`);
    return repo.git("rev-parse", "--quiet", "--verify", `${id}^{tree}`);
  } catch {
    return null;
  }
}

/** What lies in a tree, not deeper. */
export function itemsIn(repo: Repository, tree: string): TreeItem[] {
  const lines = repo.git("ls-tree", "-z", tree).split("\0");
  return lines.filter(Boolean).map((line) => {
    const tab = line.indexOf("\t");
    const [mode = "", kind = "", id = ""] = line.slice(0, tab).split(" ");
    return { mode, kind: kind as TreeItem["kind"], id, name: line.slice(tab + 1) };
  });
}

/**
 * Writes the plain files among `items` into a folder. Links, submodules, programs and folders are
 * left out: what a pull request may add is told by the path policy, from the same modes. A file
 * that `isWanted` refuses by its size gets that size and no content.
 */
export function extract(
  repo: Repository,
  items: readonly TreeItem[],
  into: string,
  sizes: ReadonlyMap<string, number>,
  isWanted: (name: string, bytes: number) => boolean,
): void {
  mkdirSync(into, { recursive: true });
  const plain = items.filter(({ mode, kind }) => kind === "blob" && mode === PLAIN_FILE);
  const sizeOf = (name: string) => sizes.get(name) ?? Number.MAX_SAFE_INTEGER;
  const wanted = plain.filter(({ name }) => isWanted(name, sizeOf(name)));
  prefetch(repo, wanted);
  for (const { name, id } of plain) {
    // New files only, never through a link that lies there.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const file = openSync(join(into, name), flags, 0o644);
    try {
      if (wanted.some((item) => item.name === name)) writeBlob(repo, id, file);
      else ftruncateSync(file, Math.min(sizeOf(name), LARGEST_HOLE));
    } finally {
      closeSync(file);
    }
  }
}

function writeBlob(repo: Repository, id: string, file: number): void {
  execFileSync("git", [...gitSettings, "cat-file", "blob", id], {
    cwd: repo.path,
    env: gitVariables,
    stdio: ["ignore", file, "pipe"],
  });
}

/** Asks for all files in one go; git would else fetch them one by one. */
function prefetch(repo: Repository, items: readonly TreeItem[]): void {
  if (items.length === 0) return;
  const flags = ["--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
  const missing = ["-c", "fetch.negotiationAlgorithm=noop", "fetch", ...flags];
  // It may fail where the remote gave everything at once; what is really missing fails in cat-file.
  spawnSync("git", [...gitSettings, ...missing, "--filter=blob:none", "--stdin", "origin"], {
    cwd: repo.path,
    env: gitVariables,
    input: items.map(({ id }) => `${id}\n`).join(""),
    stdio: ["pipe", "ignore", "ignore"],
  });
}
