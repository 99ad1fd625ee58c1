import { gzipSync } from "node:zlib";
import type { GitHub } from "./client.ts";

/** Shows findings at their lines in the pull request's changed files. */
export async function uploadSarif(
  github: GitHub,
  pull: { readonly number: number; readonly headSha: string },
  sarif: string,
): Promise<void> {
  const { octokit, owner, repo } = github;
  await octokit.rest.codeScanning.uploadSarif({
    owner,
    repo,
    commit_sha: pull.headSha,
    ref: `refs/pull/${pull.number}/head`,
    sarif: gzipSync(sarif).toString("base64"),
    tool_name: "imagegen-speedrun check",
  });
}
