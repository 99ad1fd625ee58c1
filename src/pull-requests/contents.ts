import { basename, dirname, join } from "node:path";
import type { Change } from "../checks/path-policy.ts";
import { limitOf, readingLimits } from "../content-tree/submission-files.ts";
import { changesBetween } from "../git/changes.ts";
import type { Repository } from "../git/repository.ts";
import { extract, fetchSnapshot, itemsIn, treeOf } from "../git/snapshot.ts";
import type { GitHub } from "../github/client.ts";
import { mergeBase, sizesIn } from "../github/pull-requests.ts";
import { type Classified, classify } from "./kind.ts";

/** What a commit changes against main, fetched as data. */
export type Contents = Classified & {
  readonly head: string;
  readonly base: string;
  readonly changes: readonly Change[];
  readonly repository: Repository;
  /** Root of a content tree that holds the folders that were taken. */
  readonly taken: string;
  /** Writes one of the folders it touches, as the commit has it; returns where. */
  readonly take: (folder: string) => Promise<string>;
};

const NAMES = /^content\/submissions\/[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

/** No entry is looked at in more folders than this; a bulk of verifications comes in several. */
export const MOST_FOLDERS = 100;

/**
 * Fetches what a commit changes since it left `branch`. Nothing is checked out: `into` gets a bare
 * repository, and the folders that are asked for as plain files.
 */
export async function fetchContents(
  github: GitHub,
  { head, branch, into }: { head: string; branch: string; into: string },
): Promise<Contents> {
  const base = await mergeBase(github, branch, head);
  const repository = fetchSnapshot(github.gitUrl, [head, base], join(into, "snapshot.git"));
  const changes = changesBetween(repository, base, head);
  const take = async (folder: string): Promise<string> => {
    if (!NAMES.test(folder)) throw new Error(`${folder} is no folder of an entry`);
    // The two names a check compares with result.json: the ruleset and the id.
    const target = join(into, "submissions", basename(dirname(folder)), basename(folder));
    const tree = treeOf(repository, head, folder);
    if (tree === null) return target;
    const items = itemsIn(repository, tree).slice(0, readingLimits.items + 1);
    let left: number = readingLimits.folderBytes;
    extract(repository, items, target, await sizesIn(github, tree), (name, bytes) => {
      if (bytes > Math.min(limitOf(name), left)) return false;
      left -= bytes;
      return true;
    });
    return target;
  };
  return { ...classify(changes), head, base, changes, repository, taken: into, take };
}
