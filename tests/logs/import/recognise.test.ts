import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dialects } from "../../../src/logs/import/index.ts";
import { RECOGNISED_FROM, recognise } from "../../../src/logs/import/recognise.ts";

test.each<[string, string, string | null]>([
  ["our own", '{"event":"start","clock":0,"seed":1}\n', "canonical"],
  ["a W&B history", '\uFEFF"_step","_runtime","train/loss"\r\n"1","1.0","2"\r\n', "wandb"],
  [
    "a W&B chart",
    '"Step","glad-sun-3 - fid","glad-sun-3 - fid__MIN","glad-sun-3 - fid__MAX"\n',
    "wandb",
  ],
  ["a W&B chart over time", '"Relative Time (Process)","run - loss"\n', "wandb"],
  ["TensorBoard", "Wall time,Step,Value\n1700000000.1,1,0.5\n", "tensorboard"],
  ["the Trainer", '{\n  "best_metric": null,\n  "log_history": [\n', "hf-trainer"],
  ["a dense table like Lightning's", "epoch,step,val_loss\n0,9,0.5\n0,19,0.4\n", "csv"],
  ["sparse Lightning", "epoch,step,train_loss,val_fid,lr\n0,9,0.5,,\n0,19,,12.0,\n", "lightning"],
  [
    "SR-DiT",
    "[2025-12-01 10:00:00] Step: 100, Training Logs: loss: 0.5, grad_norm: 0.1\n",
    "sr-dit",
  ],
  [
    "SiT",
    "[2024-01-01 00:00:00] (step=0000100) Train Loss: 0.2010, Train Steps/Sec: 4.50\n",
    "sr-dit",
  ],
  [
    "nanogpt of 2024",
    "import os\nimport sys\n====\nstep:0/5100 val_loss:10.9 train_time:0ms step_avg:nanms\n",
    "nanogpt",
  ],
  ["nanogpt of its first days", "s:0 tel:10.9\ns:1 trl:10.9 lr:0.1\n", "nanogpt"],
  ["DAWNBench", "epoch\thours\ttop1Accuracy\ttop5Accuracy\n1\t0.01\t30\t60\n", "dawnbench"],
  ["a table", "clock,samples,fid\n1,100,50\n", "csv"],
  ["a table with semicolons", "zeit;schritt;fid\n1;2;3\n", "csv"],
  ["prose", "# My log\nIt went well.\n", null],
  ["a page", "<!doctype html><html>", null],
  ["JSON of something else", '{"a": 1}', null],
  ["nothing", "", null],
  ["numbers alone", "1,2,3\n4,5,6\n", null],
])("%s", (_, text, format) => expect(recognise(text)).toBe(format));

test("the file name decides where the columns do not", () => {
  expect(recognise("epoch,step,val_loss\n0,9,1\n", "metrics.csv")).toBe("lightning");
});

test("whatever is recognised can be imported", () => {
  const ids = [...dialects.map(({ id }) => id), "canonical"];
  for (const text of ["a,b\n", "s:0 tel:1\n", "epoch\thours\ttop1\n"])
    expect(ids).toContain(recognise(text));
});

const real = process.env["IMAGEGEN_REAL_LOGS"];
describe.skipIf(real === undefined)("real logs", () => {
  const files = real === undefined ? [] : readdirSync(real, { recursive: true }).map(String);
  const logs = files.filter((file) => /\.(txt|log|tsv)$/.test(file) && !/readme/i.test(file));
  test.each(logs)("%s", (file) => {
    const head = readFileSync(join(real ?? "", file))
      .subarray(0, RECOGNISED_FROM)
      .toString("utf8");
    const expected = file.startsWith("nanogpt") ? "nanogpt" : "dawnbench";
    expect(recognise(head, file)).toBe(expected);
  });
});
