import { type GitHub, isStatus } from "./client.ts";

/** A file of a commit: its bytes, a blob that the repository has already, or null: taken away. */
export type CommitFile =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly blob: string | null };

/** The commit that a branch points to. */
export async function headOf(github: GitHub, branch: string): Promise<string> {
  const { octokit, owner, repo } = github;
  const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` });
  return data.object.sha;
}

/**
 * Points a branch of ours to a new commit: the tree of its first parent with `files` put in. A
 * branch that is there already is moved, so that starting again after a failure is safe.
 */
export async function commitOnBranch(
  github: GitHub,
  branch: string,
  commit: {
    readonly parents: readonly [string, ...string[]];
    readonly files: readonly CommitFile[];
    readonly message: string;
  },
): Promise<string> {
  const { octokit, owner, repo } = github;
  const [first] = commit.parents;
  const tree = [];
  for (const file of commit.files) {
    const sha = "blob" in file ? file.blob : await createBlob(github, file.bytes);
    tree.push({ path: file.path, mode: "100644" as const, type: "blob" as const, sha });
  }
  const base = await octokit.rest.git.getCommit({ owner, repo, commit_sha: first });
  const made = await octokit.rest.git.createTree({
    owner,
    repo,
    base_tree: base.data.tree.sha,
    tree,
  });
  const { data } = await octokit.rest.git.createCommit({
    owner,
    repo,
    message: commit.message,
    tree: made.data.sha,
    parents: [...commit.parents],
  });
  await pointBranch(github, branch, data.sha);
  return data.sha;
}

async function createBlob({ octokit, owner, repo }: GitHub, bytes: Uint8Array): Promise<string> {
  const content = Buffer.from(bytes).toString("base64");
  const { data } = await octokit.rest.git.createBlob({ owner, repo, content, encoding: "base64" });
  return data.sha;
}

async function pointBranch(github: GitHub, branch: string, sha: string): Promise<void> {
  const { octokit, owner, repo } = github;
  try {
    await octokit.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha });
  } catch (cause) {
    // 422: the branch is there, from an earlier start.
    if (!isStatus(cause, 422)) throw cause;
    await octokit.rest.git.updateRef({ owner, repo, ref: `heads/${branch}`, sha, force: true });
  }
}
