import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Repository, repository } from "../../../src/git/repository.ts";

/** The git side of the stand-in: a bare repository, real objects, and forks that push into it. */
export class GitSide {
  readonly bare: Repository;
  readonly #folder: string;
  #clones = 0;

  /** A repository whose main holds the files of `from`, or those that `prepare` leaves there. */
  constructor(folder: string, from: readonly { readonly source: string; readonly to: string }[]) {
    this.#folder = folder;
    const path = join(folder, "repository.git");
    mkdirSync(path, { recursive: true });
    this.bare = repository(path);
    this.bare.git("init", "--quiet", "--bare", "--initial-branch=main");
    // As GitHub serves it: any commit can be asked for, and files may be left out.
    this.bare.git("config", "uploadpack.allowFilter", "true");
    this.bare.git("config", "uploadpack.allowAnySHA1InWant", "true");
    const work = this.clone("GitHub");
    for (const { source, to } of from) cpSync(source, join(work.path, to), { recursive: true });
    work.git("add", "--all");
    work.git("commit", "--quiet", "-m", "main");
    work.git("push", "--quiet", "origin", "HEAD:main");
  }

  /** A checkout of main that commits as somebody. */
  clone(who: string): Repository {
    const path = join(this.#folder, `clone-${this.#clones++}`);
    mkdirSync(path, { recursive: true });
    const made = repository(path, { name: who, email: `${who.toLowerCase()}@localhost` });
    made.git("init", "--quiet", "--initial-branch=main");
    made.git("remote", "add", "origin", this.bare.path);
    if (this.shaOf("refs/heads/main") !== null) {
      made.git("fetch", "--quiet", "origin", "main");
      made.git("reset", "--quiet", "--hard", "FETCH_HEAD");
    }
    return made;
  }

  shaOf(name: string): string | null {
    try {
      return this.bare.git("rev-parse", "--quiet", "--verify", `${name}^{}`);
    } catch {
      return null;
    }
  }

  /** Commits files onto `base` as somebody and puts the commit under a ref. Null removes a file. */
  commit(
    who: string,
    base: string,
    ref: string,
    files: Readonly<Record<string, string | Uint8Array | null>>,
  ): string {
    const work = this.clone(who);
    work.git("fetch", "--quiet", "origin", base);
    work.git("reset", "--quiet", "--hard", "FETCH_HEAD");
    for (const [path, content] of Object.entries(files)) {
      const file = join(work.path, path);
      mkdirSync(dirname(file), { recursive: true });
      if (content === null) rmSync(file, { recursive: true });
      else writeFileSync(file, content);
    }
    work.git("add", "--all", "--force");
    work.git("commit", "--quiet", "-m", `Changes of ${who}`);
    work.git("push", "--quiet", "--force", "origin", `HEAD:${ref}`);
    return work.git("rev-parse", "HEAD");
  }

  /** Writes an object from its content; returns its id. */
  write(kind: "blob" | "tree" | "commit", content: Uint8Array | string): string {
    const flags = kind === "blob" ? [] : ["-t", kind, "--literally"];
    return execFileSync("git", ["hash-object", "-w", "--stdin", ...flags], {
      cwd: this.bare.path,
      input: content,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
    }).trim();
  }

  /** A tree with these files put into another, as the git database endpoint does it. */
  tree(base: string, files: readonly { path: string; mode: string; sha: string | null }[]): string {
    const index = join(this.bare.path, "index");
    rmSync(index, { force: true });
    const git = (input: string, ...args: string[]) =>
      execFileSync("git", args, {
        cwd: this.bare.path,
        input,
        encoding: "utf8",
        env: { ...process.env, GIT_INDEX_FILE: index },
      }).trim();
    git("", "read-tree", base);
    git(
      // As GitHub has it: without a blob a file is taken away.
      files
        .map(
          ({ mode, sha, path }) =>
            `${sha === null ? `0 ${"0".repeat(40)}` : `${mode} ${sha}`}\t${path}\n`,
        )
        .join(""),
      "update-index",
      "--index-info",
    );
    return git("", "write-tree");
  }
}
