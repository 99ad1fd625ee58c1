import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

describe("names of techniques", () => {
  const named = (names: string) => command(...made("2026-02-20-named"), "--techniques", names);
  const made = (id: string) =>
    ["new", id, "--ruleset", "mini-v1", "--track", "basic", "--content", content] as const;
  const resultOf = (id: string) =>
    JSON.parse(readFileSync(join(content, "submissions", "mini-v1", id, "result.json"), "utf8"));

  test("are written each once, and one that is nearly in use is told", async () => {
    const file = join(content, "submissions/mini-v1/2026-02-01-first-light/result.json");
    const entry = JSON.parse(readFileSync(file, "utf8"));
    entry.model.techniques = ["muon"];
    writeFileSync(file, JSON.stringify(entry));
    const { code, stdout } = await named("muon, moun muon");
    expect(code).toBe(0);
    expect(resultOf("2026-02-20-named").model.techniques).toEqual(["muon", "moun"]);
    expect(stdout).toContain('"moun" is a new name for a technique; did you mean muon?\n');
    expect(stdout).not.toContain('"muon" is a new name');
  });

  test("are left out where nobody names any; the check tells what is no name", async () => {
    await command(...made("2026-02-20-none"));
    expect(resultOf("2026-02-20-none").model).not.toHaveProperty("techniques");
    await named("Not_A_Name");
    const folder = join(content, "submissions", "mini-v1", "2026-02-20-named");
    const checked = await command("check", folder, "--content", content, "--format", "json");
    const { findings } = JSON.parse(checked.stdout).submissions[0];
    expect(findings.map(({ pointer }: { pointer: string }) => pointer)).toContain(
      "/model/techniques/0",
    );
  });
});

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

describe("from logs", () => {
  const source = join(mini, "submissions", "mini-v1", "2026-02-01-first-light");
  const evidence = ["1", "2"].flatMap((seed) => [
    "--from-log",
    join(source, `run-${seed}.jsonl`),
    "--samples",
    join(source, `samples-${seed}.npz`),
  ]);
  const known = {
    title: "Carried by its logs",
    name: "Test Person",
    github: "test-person",
    repository: "https://github.com/example/made-up",
    commit: "0123456789abcdef0123456789abcdef01234567",
    license: "Apache-2.0",
    architecture: "DiT, depth 4, width 64",
    parameters: "300_000",
    hardware: "2-cpu-cores",
    accelerator: "CPU",
    devices: "1",
    nodes: "1",
    batch: "128",
    optimizer: "AdamW",
    precision: "float32",
  };
  const flags = Object.entries(known).flatMap(([flag, value]) => [`--${flag}`, value]);

  test("claims, seeds and digests come from the files; what only people know stays blank", async () => {
    const { code } = await command(
      "new",
      "2026-02-20-logged",
      "--ruleset",
      "mini-v1",
      "--track",
      "basic",
      "--content",
      content,
      ...evidence,
      ...flags,
    );
    expect(code).toBe(0);
    const folder = join(content, "submissions", "mini-v1", "2026-02-20-logged");
    const result = JSON.parse(readFileSync(join(folder, "result.json"), "utf8"));
    expect(result.runs[0].claim).toEqual({
      clock_seconds: 32.032,
      samples_seen: 4096,
      metrics: { fd_digits: 5.5055, label_accuracy: 0.96, kd_digits: 0.02202 },
    });
    expect(result.model.parameters).toBe(300_000);
    const checked = await command("check", folder, "--content", content, "--format", "json");
    const { findings } = JSON.parse(checked.stdout).submissions[0];
    const left = findings.filter((found: { code: string }) => found.code === "blank-left");
    expect(left.map((found: { pointer: string }) => found.pointer)).toEqual([
      "/model/changes/0",
      "/sampling/guidance",
      "/sampling/sampler",
      "/sampling/seed",
      "/statements/no_extra_labelled_data",
      "/statements/no_evaluation_time_finetuning",
    ]);
    // The evidence is a copy of another entry's, and that is told too.
    expect(new Set(findings.map((found: { code: string }) => found.code))).toEqual(
      new Set(["blank-left", "duplicate-entry"]),
    );
  });

  test("a log of another tool is sent to import", async () => {
    const { code, stderr } = await command(
      "new",
      "x",
      "--ruleset",
      "mini-v1",
      "--track",
      "basic",
      "--content",
      content,
      "--from-log",
      "package.json",
    );
    expect(code).toBe(2);
    expect(stderr).toContain(
      "package.json is no canonical log (line 1). Turn it into one first: npx imagegen-speedrun import",
    );
  });
});

test("--update carries an entry over: claims stay, new demands are blanks, rulings stay behind", async () => {
  const old = join(content, "submissions", "mini-v1", "2026-02-01-first-light");
  const { code, stdout } = await command(
    "new",
    "2026-02-21-carried",
    "--ruleset",
    "mini-v1",
    "--track",
    "external-module",
    "--content",
    content,
    "--update",
    old,
  );
  expect(code).toBe(0);
  expect(stdout).toContain("2026-02-01-first-light carried over to mini-v1.\n");
  expect(stdout).toContain("Fill in 4 × FILL IN");
  const folder = join(content, "submissions", "mini-v1", "2026-02-21-carried");
  const [before, after] = [old, folder].map((path) =>
    JSON.parse(readFileSync(join(path, "result.json"), "utf8")),
  );
  expect(after).toMatchObject({
    track: "external-module",
    date: "2026-02-21",
    runs: before.runs,
    statements: before.statements,
  });
  expect(after.external_modules).toHaveLength(1);
  expect(readdirSync(folder)).toEqual([
    "README.md",
    "result.json",
    "run-1.jsonl",
    "run-2.jsonl",
    "samples-1.npz",
    "samples-2.npz",
  ]);
});
