import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changesSince } from "../../src/git/changes.ts";
import { repository } from "../../src/git/repository.ts";

const somebody = { name: "Some Body", email: "somebody@localhost" };
let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "imagegen-git-"));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

test("no hook of a repository runs", () => {
  const repo = repository(path, somebody);
  repo.git("init", "--quiet", "--initial-branch=main");
  const hook = join(path, ".git", "hooks", "pre-commit");
  mkdirSync(join(path, ".git", "hooks"), { recursive: true });
  writeFileSync(hook, "#!/bin/sh\nexit 1\n");
  chmodSync(hook, 0o755);
  repo.git("commit", "--quiet", "--allow-empty", "-m", "nobody stopped it");
  expect(repo.git("log", "--format=%s")).toBe("nobody stopped it");
});

test("the user's own configuration does not count", () => {
  const before = process.env.GIT_AUTHOR_NAME;
  process.env.GIT_AUTHOR_NAME = "Somebody";
  try {
    const repo = repository(path, somebody);
    repo.git("init", "--quiet", "--initial-branch=main");
    repo.git("commit", "--quiet", "--allow-empty", "-m", "x");
    expect(repo.git("log", "--format=%an")).toBe("Some Body");
    expect(repo.git("config", "--list", "--show-origin")).not.toContain(".gitconfig");
  } finally {
    if (before === undefined) delete process.env.GIT_AUTHOR_NAME;
    else process.env.GIT_AUTHOR_NAME = before;
  }
});

test("names with blanks, quotes and line feeds come back as they are", () => {
  const repo = repository(path, somebody);
  repo.git("init", "--quiet", "--initial-branch=main");
  repo.git("commit", "--quiet", "--allow-empty", "-m", "main");
  repo.git("switch", "--quiet", "--create", "branch");
  const names = ['a "b" c', "ü", "line\nfeed"];
  for (const name of names) writeFileSync(join(path, name), name);
  repo.git("add", "--all");
  repo.git("commit", "--quiet", "-m", "names");
  const found = changesSince(repo, "main", "branch").map((change) => change.path);
  expect(found.toSorted()).toEqual(names.toSorted());
});
