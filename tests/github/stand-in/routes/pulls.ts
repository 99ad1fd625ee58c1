import { changesBetween } from "../../../../src/git/changes.ts";
import type { Pull, State } from "../state.ts";
import { type Fields, first, gone, like, number, ok, type Route, user } from "./answers.ts";
import { labelBody } from "./labels.ts";

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

export const pulls: Record<string, Route> = {
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
