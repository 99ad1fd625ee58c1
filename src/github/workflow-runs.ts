import type { GitHub } from "./client.ts";

/** A run of a workflow. What comes from a fork's branch is the submitter's choice. */
export type WorkflowRun = {
  readonly id: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepository: string;
  readonly url: string;
};

export async function readRun(github: GitHub, id: number): Promise<WorkflowRun> {
  const { octokit, owner, repo } = github;
  const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: id });
  return {
    id: data.id,
    event: data.event,
    headSha: data.head_sha,
    headBranch: data.head_branch ?? "",
    headRepository: data.head_repository.full_name,
    url: data.html_url,
  };
}
