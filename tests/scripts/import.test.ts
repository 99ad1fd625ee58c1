import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync, zstdCompressSync } from "node:zlib";
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

describe("packed logs", () => {
  const [first = "", second = ""] = log.split(/(?<=\n)/);
  const packed = {
    "several gzip files in one": Buffer.concat([gzipSync(first), gzipSync(second)]),
    zstd: zstdCompressSync(log),
  };

  test.each(Object.entries(packed))("%s are read whole", async (_, bytes) => {
    writeFileSync(at("train.log"), bytes);
    const flags = ["--batch", "64", "--seed", "5"];
    await command("import", "nanogpt", at("train.log"), "-o", at("run.jsonl"), ...flags);
    expect(readFileSync(at("run.jsonl"), "utf8")).toBe(canonical);
  });

  const zip = Buffer.from("PK\u0003\u0004rest of it");
  test.each([
    [
      "torn gzip",
      packed["several gzip files in one"].subarray(0, -12),
      "The gzip data is cut off behind ",
    ],
    [
      "gzip and then something else",
      Buffer.concat([gzipSync(log), Buffer.from("more")]),
      "The gzip data is damaged (incorrect header check) behind ",
    ],
    ["torn zstd", packed.zstd.subarray(0, -5), "The zstd data is cut off behind "],
    [
      "zip",
      zip,
      "The file is packed with zip. Expected a plain log, gzip or zstd: unpack it first (`unzip ",
    ],
    ["xz", Buffer.from("fd377a585a0000", "hex"), "The file is packed with xz."],
    ["bzip2", Buffer.from("BZh91AY"), "The file is packed with bzip2."],
  ])("%s: 1, and what to do", async (_, bytes, message) => {
    writeFileSync(at("train.log"), bytes);
    const { code, stderr } = await command("import", "nanogpt", at("train.log"), "-o", at("x"));
    expect(code).toBe(1);
    expect(stderr).toContain(`train.log: ${message}`);
    expect(readdirSync(folder)).toEqual(["train.log"]);
  });
});

test("TensorBoard's files, one a scalar, become one log", async () => {
  const csv = (value: number) => `Wall time,Step,Value\n1700000000.5,10,${value}\n`;
  writeFileSync(at("run-a-tag-loss.csv"), csv(0.5));
  writeFileSync(at("other.csv"), csv(33));
  const logs = [at("run-a-tag-loss.csv"), at("other.csv")];
  const out = ["-o", at("run.jsonl"), "--tag", "other.csv=val/fid"];
  const { code, stdout } = await command("import", "tensorboard", ...logs, ...out);
  expect(code).toBe(0);
  expect(readFileSync(at("run.jsonl"), "utf8").split("\n").slice(1, 3)).toEqual([
    '{"event":"step","clock":0,"step":10,"loss":0.5}',
    '{"event":"eval","clock":0,"step":10,"metrics":{"val_fid":33}}',
  ]);
  expect(stdout).toContain('other.csv: tag "val/fid": metric val_fid\n');
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
    [
      ["nanogpt"],
      "import takes one dialect and one log; only tensorboard takes several, one a scalar.",
    ],
    [["nanogpt", "package.json"], "import needs -o FILE."],
    [["nanogpt", "nowhere.txt", "-o", "y"], 'There is no file "nowhere.txt".'],
    [["nanogpt", "package.json", "-o", "package.json"], "The output would overwrite the log."],
    [
      ["nanogpt", "package.json", "-o", "y", "--batch", "many"],
      '--batch has to be a number, not "many".',
    ],
    [
      ["nanogpt", "package.json", "README.md", "-o", "y"],
      "import takes one dialect and one log; only tensorboard takes several, one a scalar.",
    ],
    [["csv", "package.json", "-o", "y", "--tag", "a=b"], "--tag goes with tensorboard only."],
    [
      ["tensorboard", "package.json", "-o", "y", "--tag", "fid"],
      '--tag has to be FILE=NAME, not "fid".',
    ],
    [
      ["tensorboard", "package.json", "-o", "y", "--tag", "a.csv=fid"],
      '--tag names "a.csv", which is none of the logs.',
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
