import type { Change } from "../checks/path-policy.ts";
import type { Repository } from "./repository.ts";

/**
 * Paths that differ between two commits, with the git mode afterwards. A rename is shown as removal
 * and addition, so that nothing can be moved unseen.
 */
export function changesBetween(repo: Repository, base: string, head: string): Change[] {
  const raw = repo.git("diff", "--raw", "--no-renames", "--abbrev=64", "-z", base, head, "--");
  const parts = raw.split("\0");
  const list: Change[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = "", , , status = ""] = (parts[at] ?? "").replace(/^:/, "").split(" ");
    list.push({ status, mode, path: parts[at + 1] ?? "" });
  }
  return list;
}

/** Paths that a branch changes since it left its base. */
export const changesSince = (repo: Repository, base: string, head: string): Change[] =>
  changesBetween(repo, repo.git("merge-base", base, head), head);
