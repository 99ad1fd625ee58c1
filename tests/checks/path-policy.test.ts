import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pathPolicy } from "../../src/checks/path-policy.ts";
import { changesSince } from "../../src/git/changes.ts";
import { type Repository, repository } from "../../src/git/repository.ts";

const folder = "content/submissions/mini-v1/2026-02-01-x";
let repo: Repository;

function put(path: string, text = "x"): void {
  mkdirSync(join(repo.path, dirname(path)), { recursive: true });
  writeFileSync(join(repo.path, path), text);
}

/** Findings of a branch made by `work` on a main that has one entry already. */
function policyOf(work: () => void) {
  repo.git("switch", "--quiet", "--create", "branch");
  work();
  repo.git("add", "--all");
  repo.git("commit", "--quiet", "--allow-empty", "-m", "branch");
  return pathPolicy(changesSince(repo, "main", "branch"));
}
const codesOf = (work: () => void) => policyOf(work).map(({ code }) => code);

beforeEach(() => {
  const path = mkdtempSync(join(tmpdir(), "imagegen-policy-"));
  repo = repository(path, { name: "Some Body", email: "somebody@localhost" });
  repo.git("init", "--quiet", "--initial-branch=main");
  put("content/submissions/mini-v1/2026-01-01-old/result.json");
  put("package.json");
  repo.git("add", "--all");
  repo.git("commit", "--quiet", "-m", "main");
});
afterEach(() => rmSync(repo.path, { recursive: true, force: true }));

describe("real branches in a real repository", () => {
  test("one new folder of plain files passes", () => {
    expect(
      codesOf(() =>
        ["result.json", "README.md", "run-1.jsonl"].forEach((name) => {
          put(`${folder}/${name}`);
        }),
      ),
    ).toEqual([]);
  });

  test.each([
    ".github/workflows/check.yml",
    "package.json",
    "src/checks/index.ts",
    "content/rulesets/mini-v1/ruleset.yaml",
    `${folder}/deep/x.json`,
    "content/submissions/x.json",
  ])("%s lies outside", (path) => {
    const codes = codesOf(() => {
      put(`${folder}/result.json`);
      put(path, "changed");
    });
    expect(codes).toEqual(["path-outside-submission"]);
  });

  test("what exists is neither changed nor deleted nor renamed", () => {
    const old = "content/submissions/mini-v1/2026-01-01-old/result.json";
    expect(codesOf(() => put(old, "edited"))).toEqual(["path-changes-existing"]);
  });

  test("a rename is a deletion and an addition", () => {
    const codes = codesOf(() => {
      mkdirSync(join(repo.path, folder), { recursive: true });
      repo.git(
        "mv",
        "content/submissions/mini-v1/2026-01-01-old/result.json",
        `${folder}/result.json`,
      );
    });
    expect(codes).toEqual(["path-changes-existing", "path-two-submissions"]);
  });

  test("links and programs are refused", () => {
    const findings = policyOf(() => {
      put(`${folder}/result.json`);
      put(`${folder}/run.sh`);
      chmodSync(join(repo.path, folder, "run.sh"), 0o755);
      symlinkSync("/etc/passwd", join(repo.path, folder, "run-1.jsonl"));
    });
    expect(findings.map(({ message }) => message)).toEqual([
      `"${folder}/run-1.jsonl" is a symbolic link.`,
      `"${folder}/run.sh" is executable.`,
    ]);
  });

  test("a submodule is refused", () => {
    const codes = codesOf(() => {
      put(`${folder}/result.json`);
      const sha = repo.git("rev-parse", "HEAD");
      repo.git("update-index", "--add", "--cacheinfo", `160000,${sha},${folder}/module`);
      mkdirSync(join(repo.path, folder, "module", ".git"), { recursive: true });
      execFileSync("git", ["init", "--quiet"], { cwd: join(repo.path, folder, "module") });
      execFileSync(
        "git",
        [
          "-c",
          "user.name=x",
          "-c",
          "user.email=x@localhost",
          "commit",
          "--quiet",
          "--allow-empty",
          "-m",
          "x",
        ],
        { cwd: join(repo.path, folder, "module") },
      );
    });
    expect(codes).toEqual(["path-special-file"]);
  });

  test("a submission cannot bring its own verification, ruling or contact sheet", () => {
    const names = [
      "verification.json",
      "verification.sigstore.json",
      "rulings.yaml",
      "samples-1.png",
    ];
    const codes = codesOf(() =>
      ["result.json", ...names].forEach((name) => {
        put(`${folder}/${name}`);
      }),
    );
    expect(codes).toEqual(Array(4).fill("path-reserved"));
  });

  test.each(["a b.json", ".hidden", "résult.json", "a\nb.json", "-rf"])(
    "the name %j is refused",
    (name) => {
      const codes = codesOf(() => {
        put(`${folder}/result.json`);
        put(`${folder}/${name}`);
      });
      expect(codes).toEqual(["path-name"]);
    },
  );

  test("two submissions are two pull requests", () => {
    const [found] = policyOf(() => {
      put(`${folder}/result.json`);
      put(`${folder}-y/result.json`);
    });
    expect(found?.message).toBe(
      'This pull request adds 2 submissions: "mini-v1/2026-02-01-x", "mini-v1/2026-02-01-x-y".',
    );
  });

  test("a branch without changes adds nothing", () => {
    expect(codesOf(() => {})).toEqual(["path-nothing"]);
  });
});
