import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changesBetween } from "../../src/git/changes.ts";
import { type Repository, repository } from "../../src/git/repository.ts";
import { extract, fetchSnapshot, itemsIn, treeOf } from "../../src/git/snapshot.ts";

const somebody = { name: "Some Body", email: "somebody@localhost" };
const folder = "content/submissions/r/2026-02-01-x";
let root: string;
let remote: Repository;
let base: string;

function put(path: string, content: string): void {
  mkdirSync(join(remote.path, dirname(path)), { recursive: true });
  writeFileSync(join(remote.path, path), content);
}
function commit(): string {
  remote.git("add", "--all");
  remote.git("commit", "--quiet", "--allow-empty", "-m", "x");
  return remote.git("rev-parse", "HEAD");
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "imagegen-snapshot-"));
  mkdirSync(join(root, "remote"));
  remote = repository(join(root, "remote"), somebody);
  remote.git("init", "--quiet", "--initial-branch=main");
  // As GitHub serves it: any commit can be asked for, and files may be left out.
  remote.git("config", "uploadpack.allowFilter", "true");
  remote.git("config", "uploadpack.allowAnySHA1InWant", "true");
  put("package.json", "{}");
  base = commit();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const fetched = (...commits: string[]) =>
  fetchSnapshot(remote.path, commits, join(root, "snapshot.git"));
const sizes = (entries: Record<string, number>) => new Map(Object.entries(entries));
const into = () => join(root, "taken");

test("two commits as data, without a work tree and without the files", () => {
  put(`${folder}/result.json`, "{}");
  const head = commit();
  const repo = fetched(head, base);
  expect(changesBetween(repo, base, head)).toEqual([
    { status: "A", mode: "100644", path: `${folder}/result.json` },
  ]);
  expect(existsSync(join(repo.path, "content"))).toBe(false);
  // Nothing but commits and folders came.
  const kinds = repo
    .git("cat-file", "--batch-all-objects", "--batch-check", "--unordered")
    .split("\n");
  expect(kinds.filter((line) => line.includes(" blob "))).toEqual([]);
});

test("plain files are written, links and programs and folders are not", () => {
  put(`${folder}/result.json`, "{}");
  put(`${folder}/deeper/x.json`, "{}");
  put(`${folder}/run.sh`, "#!/bin/sh");
  symlinkSync("/etc/passwd", join(remote.path, folder, "link.json"));
  remote.git("add", "--all");
  remote.git("update-index", "--chmod=+x", `${folder}/run.sh`);
  remote.git("commit", "--quiet", "-m", "x");
  const head = remote.git("rev-parse", "HEAD");
  const repo = fetched(head, base);
  const items = itemsIn(repo, treeOf(repo, head, folder) ?? "");
  expect(items.map(({ name, mode, kind }) => `${mode} ${kind} ${name}`)).toEqual([
    "040000 tree deeper",
    "120000 blob link.json",
    "100644 blob result.json",
    "100755 blob run.sh",
  ]);
  extract(repo, items, into(), sizes({ "result.json": 2 }), () => true);
  expect(readdirSync(into())).toEqual(["result.json"]);
  expect(readFileSync(join(into(), "result.json"), "utf8")).toBe("{}");
});

test("a file that is too large gets its size and none of its bytes", () => {
  put(`${folder}/result.json`, "{}");
  put(`${folder}/run-1.jsonl`, "x".repeat(1000));
  const head = commit();
  const repo = fetched(head, base);
  const items = itemsIn(repo, treeOf(repo, head, folder) ?? "");
  const known = sizes({ "result.json": 2, "run-1.jsonl": 5_000_000_000 });
  extract(repo, items, into(), known, (_, bytes) => bytes < 500);
  const { size, blocks } = statSync(join(into(), "run-1.jsonl"));
  expect([size, blocks]).toEqual([5_000_000_000, 0]);
  expect(readFileSync(join(into(), "result.json"), "utf8")).toBe("{}");
  // It was not even sent.
  const objects = repo.git("cat-file", "--batch-all-objects", "--batch-check", "--unordered");
  expect(objects.split("\n").filter((line) => line.includes(" blob "))).toHaveLength(1);
});

test("an existing file or link is never written through", () => {
  put(`${folder}/result.json`, "{}");
  const head = commit();
  const repo = fetched(head, base);
  const items = itemsIn(repo, treeOf(repo, head, folder) ?? "");
  mkdirSync(into());
  symlinkSync(join(root, "elsewhere"), join(into(), "result.json"));
  expect(() => extract(repo, items, into(), sizes({ "result.json": 2 }), () => true)).toThrow(
    /EEXIST/,
  );
  expect(existsSync(join(root, "elsewhere"))).toBe(false);
});

test("a folder that is not there has no tree", () => {
  const repo = fetched(base);
  expect(treeOf(repo, base, folder)).toBeNull();
  expect(treeOf(repo, base, "package.json")).toBeNull();
});

test("no other program, protocol or option comes in with a remote's name", () => {
  for (const hostile of [
    "ext::sh -c touch% /tmp/pwned",
    "--upload-pack=touch /tmp/pwned",
    "ssh://localhost/x",
    "git://localhost/x",
  ]) {
    expect(() => fetchSnapshot(hostile, [base], join(root, `h${hostile.length}.git`))).toThrow();
  }
  expect(existsSync("/tmp/pwned")).toBe(false);
});
