import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { lastChanges } from "../../src/git/last-changes.ts";
import { repository } from "../../src/git/repository.ts";

const work = mkdtempSync(join(tmpdir(), "imagegen-changes-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const root = join(work, "repository");
mkdirSync(join(root, "content", "meetings"), { recursive: true });
const { git } = repository(root, { name: "Test", email: "test@example.org" });
git("init", "--quiet", "--initial-branch=main");

/** Commits a file as of a day. `git commit --date` sets the author's day; ours is the committer's. */
function commit(path: string, text: string, seconds: number): void {
  writeFileSync(join(root, path), text);
  git("add", "--all");
  const tree = git("write-tree");
  const parents = seconds === 0 ? [] : [`parent ${git("rev-parse", "HEAD")}`];
  const who = `Test <test@example.org> ${seconds} +0000`;
  const raw = [`tree ${tree}`, ...parents, `author ${who}`, `committer ${who}`, "", "x", ""];
  writeFileSync(join(work, "commit"), raw.join("\n"));
  git("reset", "--quiet", "--soft", git("hash-object", "-t", "commit", "-w", join(work, "commit")));
}

commit("content/meetings/ä.mdx", "1", 0);
commit("content/other.yaml", "1", 2 * 86_400);
commit("content/other.yaml", "2", 4 * 86_400);

test("a file has the day of its newest commit, a folder that of anything in it", () => {
  const last = lastChanges(root);
  expect(last("content/meetings/ä.mdx")).toBe("1970-01-01");
  expect(last("content/other.yaml")).toBe("1970-01-05");
  expect(last("content/meetings")).toBe("1970-01-01");
  expect(last("content")).toBe("1970-01-05");
  expect(last("content/none")).toBeNull();
});

test("outside a repository, and where only the tip was fetched, nothing is known", () => {
  expect(lastChanges(work)("repository")).toBeNull();
  const shallow = join(work, "shallow");
  git("clone", "--quiet", "--depth=1", `file://${root}`, shallow);
  expect(lastChanges(shallow)("content/other.yaml")).toBeNull();
});
