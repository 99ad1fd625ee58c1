import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { command } from "./command.ts";

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "imagegen-import-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log =
  "step:0/2 val_loss:9.5 train_time:0ms step_avg:0.00ms\nstep:2/2 val_loss:3.25 train_time:1500ms step_avg:750.00ms\n";
const canonical = [
  '{"event":"start","clock":0,"seed":5,"note":"imported from nanogpt speedrun text logs (llm.c, modded-nanogpt, Parameter Golf)"}',
  '{"event":"eval","clock":0,"step":0,"samples":0,"metrics":{"val_loss":9.5},"extra":{"step_avg_seconds":0}}',
  '{"event":"eval","clock":1.5,"step":2,"samples":128,"metrics":{"val_loss":3.25},"extra":{"step_avg_seconds":0.75}}',
  '{"event":"end","clock":1.5}',
  "",
].join("\n");

test("writes the canonical log and says what it did", async () => {
  writeFileSync(at("train.txt"), `import torch\n${log}`);
  const { code, stdout, stderr } = await command(
    "import",
    "nanogpt",
    at("train.txt"),
    "-o",
    at("run.jsonl"),
    "--batch",
    "64",
    "--seed",
    "5",
  );
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(readFileSync(at("run.jsonl"), "utf8")).toBe(canonical);
  expect(stdout).toBe(
    `nanogpt: 0 steps and 2 evaluation points in ${at("run.jsonl")}\n  line 1: 1 × line that is no row (source code, tables, messages): left out; the first here\n`,
  );
});

test("reads gzip, writes gzip", async () => {
  writeFileSync(at("train.txt.gz"), gzipSync(log));
  await command(
    "import",
    "nanogpt",
    at("train.txt.gz"),
    "-o",
    at("run.jsonl.gz"),
    "--batch",
    "64",
    "--seed",
    "5",
  );
  expect(gunzipSync(readFileSync(at("run.jsonl.gz"))).toString()).toBe(canonical);
});

test("an evaluator's file joins the log at its step, under the ruleset's names", async () => {
  writeFileSync(
    at("log.txt"),
    "[2025-12-01 12:00:00] Start\n[2025-12-01 12:01:00] Step: 10, Training Logs: loss_final: 0.5\n",
  );
  writeFileSync(at("fid.txt"), "Inception Score: 250.5\nFID: 3.49\n");
  const { code } = await command(
    "import",
    "sr-dit",
    at("log.txt"),
    "-o",
    at("run.jsonl"),
    "--evaluation",
    `10=${at("fid.txt")}`,
    "--metric",
    "fid_50k=FID",
  );
  expect(code).toBe(0);
  expect(readFileSync(at("run.jsonl"), "utf8")).toContain(
    '{"event":"eval","clock":60,"step":10,"metrics":{"inception_score":250.5,"fid_50k":3.49}}',
  );
});

test("a table's columns come with unit and factor", async () => {
  writeFileSync(at("t.csv"), "minutes spent,acc\n1.5,80\n");
  await command(
    "import",
    "csv",
    at("t.csv"),
    "-o",
    at("run.jsonl"),
    "--clock",
    "minutes spent:min",
    "--metric",
    "accuracy=acc*0.01",
  );
  expect(readFileSync(at("run.jsonl"), "utf8")).toContain(
    '{"event":"eval","clock":90,"metrics":{"accuracy":0.8}}',
  );
});

test("nothing to import: 1, in words, and no file", async () => {
  writeFileSync(at("notes.txt"), "hello\n");
  const { code, stderr } = await command(
    "import",
    "nanogpt",
    at("notes.txt"),
    "-o",
    at("run.jsonl"),
  );
  expect(code).toBe(1);
  expect(stderr).toContain(
    "notes.txt: There is no row in it.\nExpected: nanogpt speedrun text logs",
  );
  expect(readdirSync(folder)).toEqual(["notes.txt"]);
});

describe("misuse", () => {
  test.each([
    [["wandbb", "x", "-o", "y"], 'There is no dialect "wandbb":\n  wandb '],
    [[], "Name a dialect:"],
    [["nanogpt"], "import takes one dialect and one log."],
    [["nanogpt", "package.json"], "import needs -o FILE."],
    [["nanogpt", "nowhere.txt", "-o", "y"], 'There is no file "nowhere.txt".'],
    [["nanogpt", "package.json", "-o", "package.json"], "The output would overwrite the log."],
    [
      ["nanogpt", "package.json", "-o", "y", "--batch", "many"],
      '--batch has to be a number, not "many".',
    ],
    [
      ["csv", "package.json", "-o", "y", "--metric", "fid"],
      '--metric has to be id=COLUMN, not "fid".',
    ],
  ])("%j", async (args, message) => {
    const { code, stderr } = await command("import", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
