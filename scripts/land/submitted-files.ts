import { join } from "node:path";
import { fetchSnapshot, itemsIn, treeOf } from "../../src/git/snapshot.ts";
import type { CommitFile } from "../../src/github/branches.ts";
import type { GitHub } from "../../src/github/client.ts";

/**
 * The files of an entry at one commit, by the ids that git gave them: they land as exactly the
 * bytes that were measured, without passing through this machine.
 */
export async function submittedFiles(
  github: GitHub,
  folder: string,
  commit: string,
  into: string,
): Promise<CommitFile[]> {
  const repo = fetchSnapshot(github.gitUrl, [commit], join(into, `${commit}.git`));
  const tree = treeOf(repo, commit, folder);
  if (tree === null) throw new Error(`${commit} has no ${folder}`);
  return itemsIn(repo, tree)
    .filter(({ kind, mode }) => kind === "blob" && mode === "100644")
    .map(({ name, id }) => ({ path: `${folder}/${name}`, blob: id }));
}
