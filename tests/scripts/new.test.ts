import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mini } from "../checks/entry.ts";
import { command } from "./command.ts";

let content: string;
beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), "imagegen-new-"));
  cpSync(mini, content, { recursive: true });
});
afterEach(() => rmSync(content, { recursive: true, force: true }));

const begin = (name: string, track = "basic") =>
  command("new", name, "--ruleset", "mini-v1", "--track", track, "--content", content);

test.each(["basic", "external-module", "free-form"])(
  "a folder on track %s lacks its blanks, its logs and its samples, and nothing else",
  async (track) => {
    const { code, stdout } = await begin("2026-02-20-my-idea", track);
    expect(code).toBe(0);
    const folder = join(content, "submissions", "mini-v1", "2026-02-20-my-idea");
    expect(stdout).toContain("npx imagegen-speedrun check");
    const checked = await command("check", folder, "--content", content, "--format", "json");
    const { findings } = JSON.parse(checked.stdout).submissions[0];
    const codes = new Set(findings.map((found: { code: string }) => found.code));
    expect([...codes].toSorted()).toEqual(["blank-left", "log-missing", "samples-missing"]);
  },
);

test("an id without a date gets today's", async () => {
  const { stdout } = await begin("my-idea");
  expect(stdout).toMatch(/mini-v1\/\d{4}-\d\d-\d\d-my-idea\n/);
});

describe("nothing is overwritten and nothing is guessed", () => {
  test("a folder that exists stays", async () => {
    const file = join(content, "submissions", "mini-v1", "2026-02-01-first-light", "result.json");
    const before = readFileSync(file, "utf8");
    const { code, stderr } = await begin("2026-02-01-first-light");
    expect(code).toBe(2);
    expect(stderr).toContain("exists already; nothing was changed.");
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test.each([
    [["../escape", "--ruleset", "mini-v1", "--track", "basic"], "is no id"],
    [["x", "--ruleset", "mini-v2", "--track", "basic"], '--ruleset has to be "mini-v1".'],
    [
      ["x", "--ruleset", "mini-v1", "--track", "none"],
      '--track has to be "basic", "external-module" or "free-form".',
    ],
    [[], "new takes one id."],
  ])("%j", async (args, message) => {
    const { code, stderr } = await command("new", ...args, "--content", content);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
