import { isAddedByReview } from "../checks/files.ts";
import { type Change, pathPolicy } from "../checks/path-policy.ts";
import type { Finding } from "../findings/finding.ts";
import { isNoticePicture } from "../measurement/pictures.ts";

/**
 * What a pull request is, told from the paths it changes and from nothing else.
 *
 * - submission: one new folder, as its submitter wrote it
 * - verification: what the kernel measured, perhaps together with the entry it speaks of
 * - ruling: reviewers' decisions about entries that are there
 * - mixed: touches entries in a way that none of these may
 * - ordinary: everything else; people review it
 */
export type Kind = "submission" | "verification" | "ruling" | "mixed" | "ordinary";

export type Classified = {
  readonly kind: Kind;
  /** Folders of entries that it touches, from the root of the repository, sorted. */
  readonly folders: readonly string[];
  /** Why it is mixed; empty otherwise. */
  readonly findings: readonly Finding[];
};

const ENTRIES = "content/submissions/";
const ENTRY = /^content\/submissions\/[^/]+\/[^/]+(?=\/)/;
const RULING = /\/rulings\.yaml$/;
const PLAIN_FILE = "100644";

/** Tells what a pull request is. Deterministic, and independent of the order of the changes. */
export function classify(changes: readonly Change[]): Classified {
  const inEntries = changes.filter(({ path }) => path.startsWith(ENTRIES));
  const folders = [
    ...new Set(inEntries.flatMap(({ path }) => ENTRY.exec(path)?.[0] ?? [])),
  ].toSorted();
  if (inEntries.length === 0) return { kind: "ordinary", folders, findings: [] };
  const submitted = pathPolicy(changes);
  if (submitted.length === 0) return { kind: "submission", folders, findings: [] };
  const touched = new Set(changes.map(({ path }) => path));
  const written =
    inEntries.length === changes.length &&
    changes.every((change) => isWritten(change) || isReplaced(change, touched));
  if (written && changes.every(({ path }) => RULING.test(path))) {
    return { kind: "ruling", folders, findings: [] };
  }
  const records = changes.filter(({ path }) => isAddedByReview(nameOf(path)));
  const measured = records.filter(({ path }) => !RULING.test(path));
  const rest = changes.filter((change) => !records.includes(change));
  // What was submitted may come along, as it was: then the entry and its measurement land together.
  const isNewEntry = () =>
    folders.length === 1 &&
    changes.every(({ status }) => status === "A") &&
    pathPolicy(rest).length === 0;
  if (written && measured.length > 0 && (rest.length === 0 || isNewEntry())) {
    return { kind: "verification", folders, findings: [] };
  }
  return { kind: "mixed", folders, findings: submitted };
}

const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** A picture that a new measurement of the entry does not have. */
function isReplaced({ status, path }: Change, touched: ReadonlySet<string>): boolean {
  const name = nameOf(path);
  const measurement = `${path.slice(0, -name.length)}verification.json`;
  return status === "D" && isNoticePicture(name) && touched.has(measurement);
}

/** A plain file that is added or changed; else nothing of an entry is ever deleted. */
const isWritten = ({ status, mode }: Change) =>
  (status === "A" || status === "M") && mode === PLAIN_FILE;
