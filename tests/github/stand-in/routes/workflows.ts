import { exampleOf } from "../openapi.ts";
import { type Fields, gone, like, number, ok, type Route, text } from "./answers.ts";

export const workflows: Record<string, Route> = {
  "actions/get-workflow-run": (asked) => {
    const run = asked.state.runs.get(number(asked, "run_id"));
    if (!run) return gone();
    const example = like("actions/get-workflow-run", {});
    const fork = { ...(example["head_repository"] as Fields), full_name: run.repository };
    return ok({
      ...example,
      id: run.id,
      event: run.event,
      head_sha: run.head,
      head_branch: run.branch,
      head_repository: fork,
      pull_requests: [],
    });
  },
  "code-scanning/upload-sarif": ({ state, body }) => {
    state.sarifs.push({
      commit_sha: text(body["commit_sha"]),
      ref: text(body["ref"]),
      sarif: text(body["sarif"]),
    });
    return ok(exampleOf("code-scanning/upload-sarif", 202), 202);
  },
};
