import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mini, SpoiledEntry } from "../checks/entry.ts";
import { command, shell } from "./command.ts";

const honest = join(mini, "submissions", "mini-v1", "2026-02-01-first-light");

test("accepts an honest entry with 0 and says its time", async () => {
  const { code, stdout, stderr } = await command("check", honest, "--content", mini);
  expect(code).toBe(0);
  expect(stdout).toBe("accepted: 2026-02-01-first-light, 2 runs, 32.0 s to target on average\n");
  expect(stderr).toBe("");
});

test("rejects a spoiled one with 1, even beside an honest one", async () => {
  using entry = new SpoiledEntry();
  entry.replace("result.json", /("fd_digits": )5/, "$14");
  const { code, stdout } = await command("check", honest, entry.folder, "--content", mini);
  expect(code).toBe(1);
  expect(stdout).toContain("Claimed is fd_digits 4.5165; run-3.jsonl line 47 shows 5.5165.");
  expect(stdout).toContain("accepted: 2026-02-01-first-light");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("rejected: 2026-02-08-fewer-steps, 1 finding");
});

test("JSON is the contract and nothing else", async () => {
  using entry = new SpoiledEntry();
  entry.replace("result.json", /("fd_digits": )5/, "$14");
  const { code, stdout } = shell(["check", entry.folder, "--content", mini, "--format", "json"]);
  expect(code).toBe(1);
  const { submissions } = JSON.parse(stdout);
  expect(submissions).toHaveLength(1);
  expect(Object.keys(submissions[0])).toEqual(["id", "verdict", "findings", "derived"]);
  expect(submissions[0]).toMatchObject({ id: "2026-02-08-fewer-steps", verdict: "rejected" });
  expect(submissions[0].findings).toEqual([
    {
      code: "claim-metric-mismatch",
      severity: "error",
      file: "result.json",
      pointer: "/runs/0/claim/metrics/fd_digits",
      line: 53,
      column: 24,
      message: "Claimed is fd_digits 4.5165; run-3.jsonl line 47 shows 5.5165.",
      expected: "5.5165 (run-3.jsonl:47)",
      found: "4.5165",
      fix: "Copy the value of run-3.jsonl line 47, not rounded.",
    },
  ]);
  expect(submissions[0].derived).toMatchObject({
    time_to_target_seconds: 25.6895,
    samples_to_target: 4096,
    runs: [{ seed: 3, line: 47, time_to_target_seconds: 25.677 }, { seed: 4 }],
  });
});

test("Markdown and GitHub annotations name the same finding", async () => {
  using entry = new SpoiledEntry();
  entry.replace("result.json", /("fd_digits": )5/, "$14");
  const github = await command("check", entry.folder, "--content", mini, "--format", "github");
  expect(github.stdout).toMatch(
    /^::error file=.*result\.json,line=53,col=24,title=claim-metric-mismatch::/,
  );
  const markdown = await command("check", entry.folder, "--content", mini, "--format", "markdown");
  expect(markdown.stdout).toContain("### 2026-02-08-fewer-steps: rejected");
  expect(markdown.stdout).toContain("/checks/claim-metric-mismatch/");
});

describe("misuse ends with 2 and says how it is meant", () => {
  test.each([
    [[], "check needs at least one folder."],
    [["nowhere"], '"nowhere" is no folder.'],
    [[honest, "--format", "xml"], 'There is no format "xml".'],
    [[honest, "--frmat", "json"], "Unknown option '--frmat'"],
  ])("%j", async (args, message) => {
    const { code, stderr } = await command("check", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain("Usage: npx imagegen-speedrun check <folder>…");
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test("an unknown verb, and none", async () => {
    expect(await command("chekc")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no verb "chekc"'),
    });
    expect(await command("constructor")).toMatchObject({ code: 2 });
    expect(await command()).toMatchObject({ code: 2, stdout: expect.stringContaining("rehearse") });
    expect(await command("--help")).toMatchObject({ code: 0 });
  });
});
