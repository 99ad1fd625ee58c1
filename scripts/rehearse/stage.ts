import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Repository, repository } from "../../src/git/repository.ts";

/** What CI and reviewers add to an entry; a submitter's pull request has none of it. */
const addedLater = (name: string) =>
  name === "verification.json" || name === "rulings.yaml" || name.endsWith(".png");

export const pullRequest = "refs/pull/1/head";

/** Who commits in a rehearsal: nobody real. */
const maintainerIdentity = { name: "Rehearsal maintainer", email: "maintainer@localhost" };
const submitterIdentity = { name: "Rehearsal submitter", email: "submitter@localhost" };

/** The players of a rehearsal: real repositories in one folder. */
export type Stage = {
  readonly upstream: Repository;
  readonly maintainer: Repository;
  readonly fork: Repository;
};

/** Files of a submission as its submitter had them. */
export const submittedFiles = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !addedLater(name))
    .toSorted();

/**
 * Makes the upstream (a bare repository holding `content` without the entry at `without`), the
 * maintainers' clone and the submitter's fork. What an earlier
 * rehearsal left in `out` is removed.
 */
export function setStage(out: string, content: string, without: string): Stage {
  for (const name of ["upstream.git", "maintainer", "fork", "site"]) {
    rmSync(join(out, name), { recursive: true, force: true });
    mkdirSync(join(out, name), { recursive: true });
  }
  const upstream = repository(join(out, "upstream.git"));
  upstream.git("init", "--quiet", "--bare", "--initial-branch=main");
  const maintainer = repository(join(out, "maintainer"), maintainerIdentity);
  maintainer.git("init", "--quiet", "--initial-branch=main");
  maintainer.git("remote", "add", "origin", upstream.path);
  cpSync(content, join(maintainer.path, "content"), {
    recursive: true,
    filter: (source) => source !== join(content, without),
  });
  maintainer.git("add", "--all");
  maintainer.git("commit", "--quiet", "-m", "Content before the rehearsed entry");
  maintainer.git("push", "--quiet", "origin", "main");
  const fork = repository(join(out, "fork"), submitterIdentity);
  fork.git("clone", "--quiet", upstream.path, ".");
  return { upstream, maintainer, fork };
}

/** The submitter's side: one branch with one folder, offered as pull request 1. Returns its head. */
export function openPullRequest(
  { fork, upstream }: Stage,
  entry: { readonly id: string; readonly path: string; readonly source: string },
  spoil: (folder: string) => void,
): string {
  const folder = join(fork.path, "content", entry.path);
  fork.git("switch", "--quiet", "--create", `submit-${entry.id}`);
  mkdirSync(folder, { recursive: true });
  for (const name of submittedFiles(entry.source)) {
    cpSync(join(entry.source, name), join(folder, name));
  }
  spoil(folder);
  fork.git("add", "--all");
  fork.git("commit", "--quiet", "-m", `Submit ${entry.id}`);
  fork.git("push", "--quiet", upstream.path, `HEAD:${pullRequest}`);
  return fork.git("rev-parse", "HEAD");
}
