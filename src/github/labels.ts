import { type GitHub, isStatus } from "./client.ts";

export type Label = { readonly name: string; readonly color: string; readonly description: string };

/** Gives a pull request one label of a group and takes the others of the group away. */
export async function keepLabel(
  github: GitHub,
  number: number,
  group: readonly Label[],
  wanted: Label | null,
): Promise<void> {
  const { octokit, owner, repo } = github;
  const at = { owner, repo, issue_number: number };
  const has = await octokit.paginate(octokit.rest.issues.listLabelsOnIssue, {
    ...at,
    per_page: 100,
  });
  const present = new Set(has.map((label) => label.name));
  if (wanted && !present.has(wanted.name)) {
    await ensureLabel(github, wanted);
    await octokit.rest.issues.addLabels({ ...at, labels: [wanted.name] });
  }
  for (const { name } of group) {
    if (name === wanted?.name || !present.has(name)) continue;
    try {
      await octokit.rest.issues.removeLabel({ ...at, name });
    } catch (cause) {
      if (!isStatus(cause, 404)) throw cause;
    }
  }
}

/** Makes the label in the repository where it is not there yet. */
async function ensureLabel(github: GitHub, label: Label): Promise<void> {
  const { octokit, owner, repo } = github;
  try {
    await octokit.rest.issues.createLabel({ owner, repo, ...label });
  } catch (cause) {
    // 422: there is one of this name; a maintainer may have given it another colour.
    if (!isStatus(cause, 422)) throw cause;
  }
}
