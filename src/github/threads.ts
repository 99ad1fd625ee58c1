import type { Comment, Discussion } from "../schemas/discussion.ts";
import { type GitHub, isStatus } from "./client.ts";

type ListedIssue = Awaited<
  ReturnType<GitHub["octokit"]["rest"]["issues"]["listForRepo"]>
>["data"][number];
type ListedComment = Awaited<
  ReturnType<GitHub["octokit"]["rest"]["issues"]["listComments"]>
>["data"][number];

const KINDS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"] as const;
type Counts = Partial<Record<(typeof KINDS)[number], number>> | undefined;

/** Reactions that somebody had, by GitHub's names. */
const reactionsOf = (counts: Counts): Record<string, number> =>
  Object.fromEntries(
    KINDS.flatMap((kind) => {
      const count = counts?.[kind] ?? 0;
      return count > 0 ? [[kind, count] as const] : [];
    }),
  );

const commentOf = (one: ListedComment): Comment => ({
  id: String(one.id),
  author: one.user?.login ?? "ghost",
  created_at: one.created_at,
  updated_at: one.updated_at,
  url: one.html_url,
  body: one.body ?? "",
  reactions: reactionsOf(one.reactions),
  replies: [],
});

const labelsOf = (labels: ListedIssue["labels"]): string[] =>
  labels.map((label) => (typeof label === "string" ? label : (label.name ?? ""))).toSorted();

/** Numbers of the issues and pull requests with one of these labels that changed since a moment. */
export async function changedThreads(
  github: GitHub,
  labels: readonly string[],
  since: string | null,
): Promise<ListedIssue[]> {
  const { octokit, owner, repo } = github;
  const found = new Map<number, ListedIssue>();
  for (const label of labels) {
    const listed = await octokit.paginate(octokit.rest.issues.listForRepo, {
      owner,
      repo,
      labels: label,
      state: "all",
      sort: "updated",
      // The list may grow while it is read; from old to new, nothing moves out of sight.
      direction: "asc",
      per_page: 100,
      ...(since === null ? {} : { since }),
    });
    for (const issue of listed) found.set(issue.number, issue);
  }
  return [...found.values()].toSorted((a, b) => a.number - b.number);
}

/** A thread with all its comments, or null where it has been deleted meanwhile. */
export async function readThread(github: GitHub, issue: ListedIssue): Promise<Discussion | null> {
  const { octokit, owner, repo } = github;
  try {
    const comments = await octokit.paginate(octokit.rest.issues.listComments, {
      owner,
      repo,
      issue_number: issue.number,
      per_page: 100,
    });
    return {
      schema: 1,
      kind: issue.pull_request ? "pull" : "issue",
      number: issue.number,
      title: issue.title,
      author: issue.user?.login ?? "ghost",
      state: issue.pull_request?.merged_at ? "merged" : issue.state === "open" ? "open" : "closed",
      labels: labelsOf(issue.labels),
      created_at: issue.created_at,
      updated_at: issue.updated_at,
      url: issue.html_url,
      body: issue.body ?? "",
      reactions: reactionsOf(issue.reactions),
      comments: comments.map(commentOf),
    };
  } catch (cause) {
    if (isStatus(cause, 404) || isStatus(cause, 410)) return null;
    throw cause;
  }
}

/** Whether a thread that is kept here is still there. */
export async function threadExists(github: GitHub, number: number): Promise<boolean> {
  const { octokit, owner, repo } = github;
  try {
    await octokit.rest.issues.get({ owner, repo, issue_number: number });
    return true;
  } catch (cause) {
    if (isStatus(cause, 404) || isStatus(cause, 410)) return false;
    throw cause;
  }
}
