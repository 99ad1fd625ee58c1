import { execFileSync } from "node:child_process";

/** A git repository on disk; every call is git itself, without the user's own configuration. */
export type Repository = { readonly path: string; git(...args: string[]): string };

const variables = {
  PATH: process.env["PATH"] ?? "/usr/bin:/bin",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
};

/** Who commits in a rehearsal: nobody real. */
const identities = {
  maintainer: ["-c", "user.name=Rehearsal maintainer", "-c", "user.email=maintainer@localhost"],
  submitter: ["-c", "user.name=Rehearsal submitter", "-c", "user.email=submitter@localhost"],
};

export function repository(path: string, who: keyof typeof identities = "maintainer"): Repository {
  return {
    path,
    git: (...args) =>
      execFileSync(
        "git",
        // No hook of anybody's runs, and no file name is quoted in the output.
        [
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.quotePath=false",
          ...identities[who],
          ...args,
        ],
        {
          cwd: path,
          env: variables,
          encoding: "utf8",
          stdio: ["ignore", "pipe", "pipe"],
          maxBuffer: 64 << 20,
        },
      ).trimEnd(),
  };
}

/** One changed path between two commits, with the git modes before and after. */
export type Change = {
  readonly status: string;
  readonly path: string;
  readonly mode: string;
};

/** Paths that a branch changes since it left its base; renames are shown as removal and addition. */
export function changes(repo: Repository, base: string, head: string): Change[] {
  const raw = repo.git("diff", "--raw", "--no-renames", "-z", `${base}...${head}`);
  const parts = raw.split("\0");
  const list: Change[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = "", , , status = ""] = (parts[at] ?? "").replace(/^:/, "").split(" ");
    list.push({ status, mode, path: parts[at + 1] ?? "" });
  }
  return list;
}
