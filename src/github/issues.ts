import type { GitHub } from "./client.ts";
import { bot } from "./comments.ts";

/**
 * Keeps one open issue of ours per label: opened when there is something to say, edited while it
 * stays, closed with a last word when it is over.
 */
export async function keepIssue(
  github: GitHub,
  label: string,
  said: { readonly title: string; readonly body: string } | { readonly over: string },
): Promise<"opened" | "edited" | "closed" | "nothing"> {
  const { octokit, owner, repo } = github;
  const open = await octokit.paginate(octokit.rest.issues.listForRepo, {
    owner,
    repo,
    state: "open",
    labels: label,
    per_page: 100,
  });
  const ours = open.find((issue) => issue.user?.login === bot && !issue.pull_request);
  if ("over" in said) {
    if (!ours) return "nothing";
    const at = { owner, repo, issue_number: ours.number };
    await octokit.rest.issues.createComment({ ...at, body: said.over });
    await octokit.rest.issues.update({ ...at, state: "closed" });
    return "closed";
  }
  if (ours) {
    await octokit.rest.issues.update({ owner, repo, issue_number: ours.number, ...said });
    return "edited";
  }
  await octokit.rest.issues.create({ owner, repo, ...said, labels: [label] });
  return "opened";
}
