import type { GitHub } from "./client.ts";

/** Names of the statuses that a pull request needs before it can be merged. */
export const statusNames = {
  /** What a pull request may touch; set by the workflow guard. */
  guard: "guard",
  /** What main's own checks say of its files; set by the workflow report. */
  submission: "submission",
  /** What the kernel measured; set by the workflow evaluate. Not required: maintainers decide. */
  measurement: "measurement",
} as const;

export type Status = {
  readonly name: (typeof statusNames)[keyof typeof statusNames];
  readonly state: "pending" | "success" | "failure" | "error";
  /** One short sentence; GitHub takes 140 characters. */
  readonly description: string;
  readonly url?: string;
};

const LONGEST = 140;

/** Sets a status on a commit: it speaks of exactly that commit, whatever is pushed afterwards. */
export async function setStatus(github: GitHub, sha: string, status: Status): Promise<void> {
  const { octokit, owner, repo } = github;
  const { name, state, description, url } = status;
  await octokit.rest.repos.createCommitStatus({
    owner,
    repo,
    sha,
    state,
    context: name,
    description:
      description.length > LONGEST ? `${description.slice(0, LONGEST - 1)}…` : description,
    ...(url === undefined ? {} : { target_url: url }),
  });
}

/** The latest state that a status of this name has on a commit; null where it was never set. */
export async function stateOf(
  github: GitHub,
  sha: string,
  name: Status["name"],
): Promise<Status["state"] | null> {
  const { octokit, owner, repo } = github;
  const { data } = await octokit.rest.repos.getCombinedStatusForRef({
    owner,
    repo,
    ref: sha,
    per_page: 100,
  });
  const found = data.statuses.find(({ context }) => context === name);
  return (found?.state as Status["state"] | undefined) ?? null;
}
