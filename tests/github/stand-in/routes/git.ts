import type { State } from "../state.ts";
import { type Fields, gone, like, ok, type Route, refused, text } from "./answers.ts";

const refBody = (state: State, name: string, id: string): Fields =>
  like(
    id,
    {
      ref: name,
      object: { type: "commit", sha: state.git.shaOf(name), url: "https://api.github.com/x" },
    },
    id === "git/create-ref" ? 201 : 200,
  );

export const git: Record<string, Route> = {
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
    const files = body["tree"] as { path: string; mode: string; sha: string | null }[];
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
