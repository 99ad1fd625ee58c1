import { type Finding, finding } from "../findings/finding.ts";
import { isAddedByReview } from "./files.ts";

/** One changed path between two commits, with the git mode afterwards and git's status letter. */
export type Change = { readonly status: string; readonly path: string; readonly mode: string };

const PLAIN_FILE = "100644";
const DELETED = "000000";
const IN_SUBMISSION = /^content\/submissions\/([^/]+)\/([^/]+)\/([^/]+)$/;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** What a pull request with a submission may touch: one new folder of plain files. */
export function pathPolicy(changes: readonly Change[]): Finding[] {
  const findings = changes.flatMap(ofPath);
  const folders = new Set(
    changes.flatMap(({ path }) => {
      const parts = IN_SUBMISSION.exec(path);
      return parts ? [`${parts[1]}/${parts[2]}`] : [];
    }),
  );
  const place = { file: "content/submissions" };
  if (folders.size > 1) {
    findings.push(finding("path-two-submissions", place, { folders: [...folders].sort() }));
  }
  if (folders.size === 0) findings.push(finding("path-nothing", place, {}));
  return findings;
}

function ofPath({ status, path, mode }: Change): Finding[] {
  const place = { file: path };
  const parts = IN_SUBMISSION.exec(path);
  if (!parts) return [finding("path-outside-submission", place, { path })];
  const findings: Finding[] = [];
  if (status !== "A") findings.push(finding("path-changes-existing", place, { path, status }));
  if (mode !== PLAIN_FILE && mode !== DELETED) {
    findings.push(finding("path-special-file", place, { path, mode }));
  }
  const names = parts.slice(1);
  if (!names.every((name) => NAME.test(name))) findings.push(finding("path-name", place, { path }));
  if (isAddedByReview(names[2] ?? "")) findings.push(finding("path-reserved", place, { path }));
  return findings;
}
