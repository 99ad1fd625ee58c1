import { join } from "node:path";
import { checkSubmission } from "../../checks/index.ts";
import { contentDirectory } from "../../content-directory.ts";
import { readSubmission } from "../../content-tree/read-submission.ts";
import type { Finding } from "../../findings/finding.ts";
import type { ContentTree, Entry } from "../../registry/types.ts";

/**
 * What the checks say about an entry that is in the tree. A date cannot lie in its future any more,
 * and that its ruleset has been superseded since is no fault of it.
 */
export async function findingsOf(entry: Entry, tree: ContentTree): Promise<Finding[]> {
  const submission = await readSubmission(join(contentDirectory, entry.path));
  const findings = checkSubmission(submission, { ...tree, today: "9999-12-31" });
  return findings.filter(({ code }) => code !== "ruleset-closed");
}
