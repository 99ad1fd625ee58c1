import { changesBetween } from "../../../src/git/changes.ts";
import { exampleOf } from "./openapi.ts";
import type { Comment, Issue, Pull, State, Status } from "./state.ts";

/** One request, as far as an answer depends on it. */
export type Asked = {
  readonly state: State;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Who the token belongs to. */
  readonly actor: string;
};
export type Answer = { readonly status: number; readonly body: unknown };
type Route = (asked: Asked) => Answer;
type Fields = Record<string, unknown>;

const ok = (body: unknown, status = 200): Answer => ({ status, body });
const gone = (message = "Not Found"): Answer => ({ status: 404, body: { message } });
const refused = (message: string): Answer => ({ status: 422, body: { message } });
/** GitHub's example, with what we know put in its place. */
const like = (id: string, fields: Fields, status = 200): Fields => ({
  ...(exampleOf(id, status) as Fields),
  ...fields,
});
const first = (id: string, status = 200) => (exampleOf(id, status) as Fields[])[0] as Fields;
const number = (asked: Asked, name: string) => Number(asked.parameters[name]);
const text = (value: unknown) => (typeof value === "string" ? value : "");

const user = (login: string) => ({
  ...(first("issues/list-comments")["user"] as Fields),
  login,
  type: login.endsWith("[bot]") ? "Bot" : "User",
});

function pullBody(state: State, pull: Pull): Fields {
  const example = first("pulls/list");
  const side = (key: string) => (example[key] as { repo: Fields }).repo;
  const labels = [...state.labelsOf(pull.number)].map((name) => labelBody(state, name));
  return {
    ...example,
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    merged_at: pull.mergedAt,
    created_at: pull.openedAt,
    html_url: `https://github.com/${state.repository}/pull/${pull.number}`,
    user: user(pull.author),
    labels,
    requested_teams: [],
    head: {
      ...(example["head"] as Fields),
      sha: pull.head,
      ref: pull.branch,
      repo: { ...side("head"), full_name: pull.fork },
    },
    base: {
      ...(example["base"] as Fields),
      ref: "main",
      sha: state.git.shaOf("refs/heads/main") ?? "",
      repo: { ...side("base"), full_name: state.repository },
    },
  };
}

const letters: Record<string, string> = { A: "added", M: "modified", D: "removed", T: "changed" };
const mergeBase = (state: State, base: string, head: string) =>
  state.git.bare.git("merge-base", base, head);

const pulls: Record<string, Route> = {
  "pulls/get": (asked) => {
    const pull = asked.state.pulls.get(number(asked, "pull_number"));
    if (!pull) return gone();
    const merged = pull.mergedAt !== null;
    return ok({
      ...like("pulls/get", {}),
      ...pullBody(asked.state, pull),
      merged,
      mergeable: true,
    });
  },
  "pulls/list": ({ state, query }) => {
    const head = query.get("head");
    const wanted = query.get("state") ?? "open";
    const found = [...state.pulls.values()].filter(
      (pull) =>
        (wanted === "all" || pull.state === wanted) &&
        (head === null || head === `${pull.fork.split("/")[0]}:${pull.branch}`),
    );
    return ok(found.map((pull) => pullBody(state, pull)));
  },
  "pulls/list-files": (asked) => {
    const { state } = asked;
    const pull = state.pulls.get(number(asked, "pull_number"));
    if (!pull) return gone();
    const base = mergeBase(state, "refs/heads/main", pull.head);
    const files = changesBetween(state.git.bare, base, pull.head);
    return ok(
      files.map(({ path, status }) => ({
        ...first("pulls/list-files"),
        filename: path,
        status: letters[status] ?? "changed",
      })),
    );
  },
  "repos/compare-commits-with-basehead": ({ state, parameters }) => {
    const [base = "", head = ""] = (parameters["basehead"] ?? "").split("...");
    const [from, to] = [
      state.git.shaOf(base === "main" ? "refs/heads/main" : base),
      state.git.shaOf(head),
    ];
    if (from === null || to === null) return gone();
    const example = like("repos/compare-commits-with-basehead", {});
    const commit = example["merge_base_commit"] as Fields;
    return ok({ ...example, merge_base_commit: { ...commit, sha: mergeBase(state, from, to) } });
  },
};

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

const statuses: Record<string, Route> = {
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

const commentBody = ({ id, author, body }: Comment): Fields => ({
  ...first("issues/list-comments"),
  id,
  body,
  user: user(author),
});
const LONGEST_COMMENT = 65_536;

const comments: Record<string, Route> = {
  "issues/list-comments": (asked) => {
    const wanted = number(asked, "issue_number");
    if (!asked.state.issues.has(wanted) && !asked.state.pulls.has(wanted)) return gone();
    return ok(asked.state.comments.filter(({ issue }) => issue === wanted).map(commentBody));
  },
  "issues/create-comment": (asked) => {
    const { state, body, actor } = asked;
    if (text(body["body"]).length > LONGEST_COMMENT)
      return refused("Body is too long (maximum is 65536 characters)");
    const comment = {
      id: state.nextId(),
      issue: number(asked, "issue_number"),
      author: actor,
      body: text(body["body"]),
    };
    state.comments.push(comment);
    return ok(commentBody(comment), 201);
  },
  "issues/update-comment": (asked) => {
    const comment = asked.state.comments.find(({ id }) => id === number(asked, "comment_id"));
    if (!comment) return gone();
    if (comment.author !== asked.actor)
      return { status: 403, body: { message: "Resource not accessible by integration" } };
    comment.body = text(asked.body["body"]);
    return ok(commentBody(comment));
  },
};

function labelBody(state: State, name: string): Fields {
  const known = state.labels.get(name);
  return {
    ...first("issues/list-labels-on-issue"),
    name,
    color: known?.color ?? "ededed",
    description: known?.description ?? null,
  };
}
const labelled = (asked: Asked) => asked.state.labelsOf(number(asked, "issue_number"));

const labels: Record<string, Route> = {
  "issues/list-labels-on-issue": (asked) =>
    ok([...labelled(asked)].map((name) => labelBody(asked.state, name))),
  "issues/create-label": ({ state, body }) => {
    const name = text(body["name"]);
    if (state.labels.has(name)) return refused("Validation Failed");
    if (text(body["description"]).length > 100)
      return refused("description is too long (maximum is 100 characters)");
    state.labels.set(name, { color: text(body["color"]), description: text(body["description"]) });
    return ok(labelBody(state, name), 201);
  },
  "issues/add-labels": (asked) => {
    for (const name of (asked.body["labels"] as string[] | undefined) ?? []) {
      labelled(asked).add(name);
      const at = asked.state.now();
      asked.state.labelEvents.push({ issue: number(asked, "issue_number"), name, at });
    }
    return ok([...labelled(asked)].map((name) => labelBody(asked.state, name)));
  },
  "issues/remove-label": (asked) => {
    if (!labelled(asked).delete(asked.parameters["name"] ?? ""))
      return gone("Label does not exist");
    return ok([...labelled(asked)].map((name) => labelBody(asked.state, name)));
  },
};

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

const issues: Record<string, Route> = {
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

const refBody = (state: State, name: string, id: string): Fields =>
  like(
    id,
    {
      ref: name,
      object: { type: "commit", sha: state.git.shaOf(name), url: "https://api.github.com/x" },
    },
    id === "git/create-ref" ? 201 : 200,
  );

const git: Record<string, Route> = {
  "git/get-tree": ({ state, parameters }) => {
    const sha = parameters["tree_sha"] ?? "";
    if (state.git.shaOf(sha) === null) return gone();
    const lines = state.git.bare.git("ls-tree", "-l", "-z", sha).split("\0").filter(Boolean);
    const tree = lines.map((line) => {
      const [mode = "", type = "", id = "", size = "-"] = line
        .slice(0, line.indexOf("\t"))
        .split(/ +/);
      const sized = size === "-" ? {} : { size: Number(size) };
      return { path: line.slice(line.indexOf("\t") + 1), mode, type, sha: id, ...sized };
    });
    return ok({ sha, url: "https://api.github.com/x", truncated: false, tree });
  },
  "git/create-blob": ({ state, body }) => {
    const sha = state.git.write(
      "blob",
      Buffer.from(text(body["content"]), body["encoding"] === "base64" ? "base64" : "utf8"),
    );
    return ok(like("git/create-blob", { sha }, 201), 201);
  },
  "git/create-tree": ({ state, body }) => {
    const files = body["tree"] as { path: string; mode: string; sha: string }[];
    const sha = state.git.tree(text(body["base_tree"]), files);
    return ok(like("git/create-tree", { sha }, 201), 201);
  },
  "git/get-commit": ({ state, parameters }) => {
    const sha = parameters["commit_sha"] ?? "";
    if (state.git.shaOf(sha) === null) return gone();
    const tree = state.git.bare.git("rev-parse", `${sha}^{tree}`);
    return ok(
      like("git/get-commit", { sha, tree: { sha: tree, url: "https://api.github.com/x" } }),
    );
  },
  "git/create-commit": ({ state, body }) => {
    const parents = (body["parents"] as string[]).map((parent) => `parent ${parent}\n`).join("");
    const who = "github-actions[bot] <bot@localhost> 1790000000 +0000";
    const sha = state.git.write(
      "commit",
      `tree ${text(body["tree"])}\n${parents}author ${who}\ncommitter ${who}\n\n${text(body["message"])}\n`,
    );
    return ok(like("git/create-commit", { sha }, 201), 201);
  },
  "git/get-ref": ({ state, parameters }) => {
    const name = `refs/${parameters["ref"]}`;
    return state.git.shaOf(name) === null ? gone() : ok(refBody(state, name, "git/get-ref"));
  },
  "git/create-ref": ({ state, body }) => {
    const name = text(body["ref"]);
    if (state.git.shaOf(name) !== null) return refused("Reference already exists");
    state.git.bare.git("update-ref", name, text(body["sha"]));
    return ok(refBody(state, name, "git/create-ref"), 201);
  },
  "git/update-ref": ({ state, parameters, body }) => {
    const name = `refs/${parameters["ref"]}`;
    if (state.git.shaOf(name) === null) return refused("Reference does not exist");
    state.git.bare.git("update-ref", name, text(body["sha"]));
    return ok(refBody(state, name, "git/update-ref"));
  },
};

const workflows: Record<string, Route> = {
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

/** What is answered, by GitHub's own name of the operation. */
export const routes: Readonly<Record<string, Route>> = {
  ...pulls,
  ...statuses,
  ...comments,
  ...labels,
  ...issues,
  ...git,
  ...workflows,
};
