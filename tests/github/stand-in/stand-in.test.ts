import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "octokit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exampleOf, operationOf, responseProblems } from "./openapi.ts";
import { StandInGitHub } from "./stand-in.ts";

let folder: string;
let github: StandInGitHub;
const at = { owner: "o", repo: "n" };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "imagegen-stand-in-"));
  mkdirSync(join(folder, "files"));
  writeFileSync(join(folder, "files", "README.md"), "# x\n");
  const files = [{ source: join(folder, "files"), to: "." }];
  github = await StandInGitHub.start({ owner: "o", name: "n", folder, files });
});
afterEach(() => {
  github.stop();
  rmSync(folder, { recursive: true, force: true });
});

const as = (grants: Record<string, string>) =>
  new Octokit({
    auth: github.token(grants),
    baseUrl: github.apiUrl,
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
const main = () => github.state.git.shaOf("refs/heads/main") ?? "";

describe("what GitHub's description does not know is a violation", () => {
  test("a path", async () => {
    await expect(as({}).request("GET /repos/o/n/no-such-thing")).rejects.toThrow();
    expect(github.violations).toEqual([
      "GET /repos/o/n/no-such-thing: GitHub has no such operation",
    ]);
  });

  test("a value", async () => {
    const status = as({ statuses: "write" }).request("POST /repos/o/n/statuses/{sha}", {
      sha: main(),
      state: "great",
    });
    await expect(status).rejects.toMatchObject({ status: 422 });
    expect(github.violations[0]).toContain(
      "repos/create-commit-status body/state: must be equal to one of the allowed values",
    );
  });

  test("a field, a parameter and one that is missing", async () => {
    const octokit = as({ statuses: "write", issues: "write" });
    await expect(
      octokit.request("POST /repos/o/n/statuses/{sha}", {
        sha: main(),
        state: "success",
        colour: "red",
      }),
    ).rejects.toThrow();
    await expect(octokit.request("GET /repos/o/n/issues", { colour: "red" })).rejects.toThrow();
    await expect(octokit.request("POST /repos/o/n/issues/1/comments", {})).rejects.toThrow();
    expect(github.violations.join("\n")).toContain("there is no field colour");
    expect(github.violations.join("\n")).toContain("there is no parameter colour");
    expect(github.violations.join("\n")).toContain("must have required property 'body'");
  });

  test("a question that its GraphQL schema does not know", async () => {
    await expect(as({ discussions: "read" }).graphql("{ viewer { shoeSize } }")).rejects.toThrow(
      /Cannot query field "shoeSize"/,
    );
    expect(github.violations[0]).toContain('Cannot query field "shoeSize" on type "User"');
  });

  test("an answer of its own", () => {
    const call = operationOf("GET", "/repos/o/n/issues/1/comments");
    if (!call) throw new Error("no such operation");
    expect(responseProblems(call, 200, exampleOf("issues/list-comments"))).toEqual([]);
    expect(responseProblems(call, 200, [{ id: "one" }])[0]).toContain("issues/list-comments 200/0");
    expect(responseProblems(call, 299, [])).toEqual([
      "issues/list-comments: GitHub never answers 299",
    ]);
  });
});

describe("tokens may do what they were granted", () => {
  test("and no more; the grant that is missing is named as GitHub names it", async () => {
    const status = as({ statuses: "read" }).rest.repos.createCommitStatus({
      ...at,
      sha: main(),
      state: "success",
      context: "x",
    });
    await expect(status).rejects.toMatchObject({
      status: 403,
      response: { headers: { "x-accepted-github-permissions": "statuses=write" } },
    });
    expect(github.violations).toEqual([]);
  });

  test("nobody's token is refused", async () => {
    const octokit = new Octokit({
      auth: "made up",
      baseUrl: github.apiUrl,
      retry: { enabled: false },
    });
    await expect(octokit.rest.issues.listForRepo(at)).rejects.toMatchObject({ status: 401 });
  });
});

test("250 comments come in pages, with a link from one to the next", async () => {
  const pull = github.openPullRequest({ author: "a", branch: "b", files: { "x.txt": "x" } });
  for (let id = 0; id < 250; id++) {
    github.state.comments.push({ id, issue: pull.number, author: "a", body: String(id) });
  }
  const octokit = as({ issues: "read" });
  const all = await octokit.paginate(octokit.rest.issues.listComments, {
    ...at,
    issue_number: pull.number,
    per_page: 100,
  });
  expect(all.map(({ body }) => body)).toEqual(Array.from({ length: 250 }, (_, id) => String(id)));
  expect(
    github.requests.filter(({ operation }) => operation === "issues/list-comments"),
  ).toHaveLength(3);
});

test("blobs, trees, commits and branches are real git objects", async () => {
  const octokit = as({ contents: "write" });
  const blob = await octokit.rest.git.createBlob({
    ...at,
    content: Buffer.from("héllo").toString("base64"),
    encoding: "base64",
  });
  const parent = main();
  const base = await octokit.rest.git.getCommit({ ...at, commit_sha: parent });
  const tree = await octokit.rest.git.createTree({
    ...at,
    base_tree: base.data.tree.sha,
    tree: [{ path: "deep/er/file.txt", mode: "100644", type: "blob", sha: blob.data.sha }],
  });
  const commit = await octokit.rest.git.createCommit({
    ...at,
    message: "x",
    tree: tree.data.sha,
    parents: [parent],
  });
  await octokit.rest.git.createRef({ ...at, ref: "refs/heads/made", sha: commit.data.sha });
  const { bare } = github.state.git;
  expect(bare.git("show", "made:deep/er/file.txt")).toBe("héllo");
  expect(bare.git("show", "made:README.md")).toBe("# x");
  expect(bare.git("fsck", "--strict")).not.toMatch(/error|missing/);
  await expect(
    octokit.rest.git.createRef({ ...at, ref: "refs/heads/made", sha: parent }),
  ).rejects.toMatchObject({ status: 422 });
  expect(github.violations).toEqual([]);
});

test("a pull request's head is a commit that git can fetch, and moves when it is pushed to", () => {
  const pull = github.openPullRequest({ author: "a", branch: "b", files: { "x.txt": "one" } });
  const before = pull.head;
  github.push(pull, { "x.txt": "two" });
  expect(pull.head).not.toBe(before);
  expect(github.state.git.bare.git("show", `refs/pull/${pull.number}/head:x.txt`)).toBe("two");
  expect(github.state.git.bare.git("merge-base", before, pull.head)).toBe(before);
});
