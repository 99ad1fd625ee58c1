import type { Issue, Pull, State } from "../state.ts";
import { type Fields, first, gone, like, number, ok, type Route, text, user } from "./answers.ts";
import { labelBody } from "./labels.ts";

const issueBody = (state: State, issue: Issue): Fields => {
  // The example is a pull request's; an issue of its own has no such field.
  const { pull_request: _, ...example } = first("issues/list-for-repo");
  const names = [...state.labelsOf(issue.number)].map((name) => labelBody(state, name));
  return {
    ...example,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    html_url: `https://github.com/${state.repository}/issues/${issue.number}`,
    user: user(issue.author),
    labels: names,
  };
};

/** A pull request as the list of issues has it. */
const pullAsIssue = (state: State, pull: Pull): Fields => ({
  ...issueBody(state, { ...pull, createdAt: pull.openedAt, updatedAt: pull.openedAt }),
  html_url: `https://github.com/${state.repository}/pull/${pull.number}`,
  pull_request: {
    ...(first("issues/list-for-repo")["pull_request"] as Fields),
    merged_at: pull.mergedAt,
  },
});

export const issues: Record<string, Route> = {
  "issues/list-for-repo": ({ state, query }) => {
    const wanted = query.get("labels")?.split(",") ?? [];
    const open = query.get("state") ?? "open";
    const since = query.get("since") ?? "";
    const all = [
      ...[...state.issues.values()].map((issue) => issueBody(state, issue)),
      ...[...state.pulls.values()].map((pull) => pullAsIssue(state, pull)),
    ];
    const found = all.filter(
      (one) =>
        (open === "all" || one["state"] === open) &&
        String(one["updated_at"]) >= since &&
        wanted.every((name) => state.labelsOf(Number(one["number"])).has(name)),
    );
    return ok(
      found.toSorted((a, b) => (String(a["updated_at"]) < String(b["updated_at"]) ? -1 : 1)),
    );
  },
  "issues/get": (asked) => {
    const issue = asked.state.issues.get(number(asked, "issue_number"));
    if (!issue) return gone();
    return ok(like("issues/get", issueBody(asked.state, issue)));
  },
  "issues/create": ({ state, body, actor }) => {
    const now = state.now();
    const issue: Issue = {
      number: state.nextNumber(),
      author: actor,
      title: text(body["title"]),
      body: text(body["body"]),
      state: "open",
      createdAt: now,
      updatedAt: now,
    };
    state.issues.set(issue.number, issue);
    for (const name of (body["labels"] as string[] | undefined) ?? [])
      state.labelsOf(issue.number).add(name);
    return ok(issueBody(state, issue), 201);
  },
  "issues/update": (asked) => {
    const issue = asked.state.issues.get(number(asked, "issue_number"));
    if (!issue) return gone();
    const { title, body, state } = asked.body;
    Object.assign(issue, {
      ...(title === undefined ? {} : { title }),
      ...(body === undefined ? {} : { body }),
      ...(state === undefined ? {} : { state }),
      updatedAt: asked.state.now(),
    });
    return ok(issueBody(asked.state, issue));
  },
};
