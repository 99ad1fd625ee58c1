import { type GitHub, isStatus } from "./client.ts";

/** Who the workflows write as, with the token that GitHub gives each job. */
export const bot = "github-actions[bot]";

/**
 * Keeps one comment of ours on a pull request, edited in place. It is told by a marker in its first
 * line and by its author: anybody can write the marker, nobody else can write as the bot.
 */
export async function keepComment(
  github: GitHub,
  number: number,
  marker: string,
  body: string,
): Promise<"created" | "edited" | "unchanged"> {
  const { octokit, owner, repo } = github;
  const text = `${marker}\n${body}`;
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  const ours = comments.find(
    (comment) => comment.user?.login === bot && comment.body?.startsWith(marker),
  );
  if (ours?.body === text) return "unchanged";
  if (ours) {
    try {
      await octokit.rest.issues.updateComment({ owner, repo, comment_id: ours.id, body: text });
      return "edited";
    } catch (cause) {
      // Somebody deleted it meanwhile.
      if (!isStatus(cause, 404)) throw cause;
    }
  }
  await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body: text });
  return "created";
}
