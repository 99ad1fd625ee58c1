import type { Status } from "../state.ts";
import { type Fields, like, ok, type Route, refused, text } from "./answers.ts";

const statusBody = (status: Status): Fields =>
  like(
    "repos/create-commit-status",
    {
      state: status.state,
      context: status.context,
      description: status.description,
      target_url: status.url,
    },
    201,
  );

export const statuses: Record<string, Route> = {
  "repos/create-commit-status": ({ state, parameters, body }) => {
    const sha = parameters["sha"] ?? "";
    if (state.git.shaOf(sha) === null) return refused(`No commit found for SHA: ${sha}`);
    if (text(body["description"]).length > 140)
      return refused("description is too long (maximum is 140 characters)");
    const status = {
      sha,
      context: text(body["context"]),
      state: text(body["state"]),
      description: text(body["description"]),
      url: (body["target_url"] as string | undefined) ?? null,
    };
    state.statuses.push(status);
    return ok(statusBody(status), 201);
  },
  "repos/get-combined-status-for-ref": ({ state, parameters }) => {
    const sha = parameters["ref"] ?? "";
    const names = new Set(
      state.statuses.filter((one) => one.sha === sha).map(({ context }) => context),
    );
    const latest = [...names].flatMap((name) => state.statusOf(sha, name) ?? []);
    const example = like("repos/get-combined-status-for-ref", { sha, total_count: latest.length });
    const shape = (example["statuses"] as Fields[])[0];
    return ok({
      ...example,
      statuses: latest.map((one) => ({
        ...shape,
        state: one.state,
        context: one.context,
        description: one.description,
      })),
    });
  },
};
