import { repository } from "./repository.ts";

/** Day on which a file, or anything in a folder, was changed last; null where git does not know. */
export type LastChanges = (path: string) => string | null;

/**
 * Reads the history of a checkout once. Where there is none, or only its tip was fetched, nothing is
 * known: the day of the fetch would be taken for the day of the change.
 */
export function lastChanges(root: string): LastChanges {
  const days = new Map<string, string>();
  const note = (path: string, day: string) => {
    if (!days.has(path)) days.set(path, day);
  };
  for (const [day, files] of commits(root)) {
    for (const file of files) {
      note(file, day);
      for (let at = file.lastIndexOf("/"); at > 0; at = file.lastIndexOf("/", at - 1)) {
        note(file.slice(0, at), day);
      }
    }
  }
  return (path) => days.get(path) ?? null;
}

/** The files of each commit, newest commit first, with its day in UTC. */
function commits(root: string): (readonly [day: string, files: readonly string[]])[] {
  const { git } = repository(root);
  try {
    if (git("rev-parse", "--is-shallow-repository") !== "false") return [];
    const text = git(
      "log",
      "--format=%x00%ct",
      "--name-only",
      "--no-renames",
      "--diff-merges=first-parent",
    );
    return text
      .split("\0")
      .slice(1)
      .map((commit) => {
        const [seconds = "", ...files] = commit.split("\n").filter((line) => line !== "");
        return [new Date(Number(seconds) * 1000).toISOString().slice(0, 10), files] as const;
      });
  } catch {
    return [];
  }
}
