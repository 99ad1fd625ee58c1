import type { GitHub } from "./client.ts";

/** A pull request, as far as we ask. Every text in it is somebody's: never trust, always escape. */
export type PullRequest = {
  readonly number: number;
  readonly title: string;
  readonly open: boolean;
  readonly merged: boolean;
  readonly author: string;
  readonly openedAt: string;
  readonly url: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** owner/name; null where the fork is gone. */
  readonly headRepository: string | null;
  readonly baseBranch: string;
  readonly baseSha: string;
  readonly labels: readonly string[];
};

type Listed = Awaited<ReturnType<GitHub["octokit"]["rest"]["pulls"]["list"]>>["data"][number];

const asPullRequest = (data: Listed): PullRequest => ({
  number: data.number,
  title: data.title,
  open: data.state === "open",
  merged: data.merged_at !== null,
  author: data.user?.login ?? "ghost",
  openedAt: data.created_at,
  url: data.html_url,
  headSha: data.head.sha,
  headBranch: data.head.ref,
  headRepository: data.head.repo?.full_name ?? null,
  baseBranch: data.base.ref,
  baseSha: data.base.sha,
  labels: data.labels.map((label) => label.name),
});

export async function readPullRequest(github: GitHub, number: number): Promise<PullRequest> {
  const { octokit, owner, repo } = github;
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  return asPullRequest(data as unknown as Listed);
}

/**
 * The open pull request whose head is exactly this commit of this repository, or null. The branch
 * only narrows the search: it is a name that the submitter chose.
 */
export async function pullRequestAt(
  github: GitHub,
  head: { readonly sha: string; readonly repository: string; readonly branch: string },
): Promise<PullRequest | null> {
  const { octokit, owner, repo } = github;
  const [headOwner = ""] = head.repository.split("/");
  const found = await octokit.paginate(octokit.rest.pulls.list, {
    owner,
    repo,
    state: "open",
    head: `${headOwner}:${head.branch}`,
    per_page: 100,
  });
  const exact = found.find(
    (pull) => pull.head.sha === head.sha && pull.head.repo?.full_name === head.repository,
  );
  return exact ? asPullRequest(exact) : null;
}

/** The commit at which a branch left another; both may lie in forks of this repository. */
export async function mergeBase(github: GitHub, base: string, head: string): Promise<string> {
  const { octokit, owner, repo } = github;
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${base}...${head}`,
    per_page: 1,
  });
  return data.merge_base_commit.sha;
}

/** Sizes in bytes of the files of a tree, by name; links and folders have none. */
export async function sizesIn(github: GitHub, tree: string): Promise<Map<string, number>> {
  const { octokit, owner, repo } = github;
  const { data } = await octokit.rest.git.getTree({ owner, repo, tree_sha: tree });
  return new Map(
    data.tree.flatMap(({ path, size }) =>
      path === undefined || size === undefined ? [] : [[path, size] as const],
    ),
  );
}
