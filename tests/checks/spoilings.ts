import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Code } from "../../src/findings/catalogue.ts";
import type { SpoiledEntry } from "./entry.ts";

const result = "result.json";
const log = "run-3.jsonl";

/** One way to spoil an entry, and the codes that the check must then say, no more and no fewer. */
export type Spoiling = {
  readonly codes: readonly Code[];
  readonly spoil: (entry: SpoiledEntry) => void;
};

export const spoilings: Record<string, Spoiling> = {
  "no result.json": {
    codes: ["result-missing"],
    spoil: (entry) => rmSync(entry.path(result)),
  },
  "a trailing comma": {
    codes: ["result-not-json"],
    spoil: (entry) => entry.replace(result, '"license": "Apache-2.0"', '"license": "Apache-2.0",'),
  },
  "ten thousand brackets": {
    codes: ["result-not-json"],
    spoil: (entry) => entry.write(result, "[".repeat(10_000)),
  },
  "a key twice": {
    codes: ["result-duplicate-key"],
    spoil: (entry) => entry.replace(result, '"seed": 3,', '"seed": 3, "seed": 3,'),
  },
  "a misspelt ruleset": {
    codes: ["ruleset-unknown"],
    spoil: (entry) => entry.replace(result, '"mini-v1"', '"mini-v2"'),
  },
  "a misspelt track": {
    codes: ["track-unknown"],
    spoil: (entry) => entry.replace(result, '"basic"', '"basics"'),
  },
  "no commit": {
    codes: ["schema-missing-field"],
    spoil: (entry) => entry.replace(result, /"commit": "[0-9a-f]+",/, ""),
  },
  "a misspelt field": {
    codes: ["schema-missing-field", "schema-unknown-field"],
    spoil: (entry) => entry.replace(result, '"clock_seconds"', '"clock_second"'),
  },
  "a number in quotes": {
    codes: ["schema-wrong-type"],
    spoil: (entry) => entry.replace(result, '"parameters": 300000', '"parameters": "300000"'),
  },
  "a hardware class in capitals": {
    codes: ["schema-not-allowed"],
    spoil: (entry) => entry.replace(result, '"2-cpu-cores"', '"2-CPU-cores"'),
  },
  "a short commit": {
    codes: ["schema-wrong-form"],
    spoil: (entry) => entry.replace(result, /"commit": "([0-9a-f]{7})[0-9a-f]+"/, '"commit": "$1"'),
  },
  "a control character in the title": {
    codes: ["schema-wrong-form"],
    spoil: (entry) =>
      entry.replace(result, "The same network", "The \\u001b[31msame\\u202e network"),
  },
  "a samples address that is neither file nor https": {
    codes: ["schema-wrong-form", "samples-missing", "file-unexpected"],
    spoil: (entry) => entry.replace(result, '"samples-3.npz"', '"../samples-3.npz"'),
  },
  "a price below zero": {
    codes: ["schema-out-of-range"],
    spoil: (entry) => entry.replace(result, '"usd_per_hour": 0.1', '"usd_per_hour": -0.1'),
  },
  "a statement that is false": {
    codes: ["statement-missing"],
    spoil: (entry) =>
      entry.replace(result, '"no_extra_labelled_data": true', '"no_extra_labelled_data": false'),
  },
  "a statement left out": {
    codes: ["statement-missing"],
    spoil: (entry) => entry.replace(result, '"no_extra_labelled_data": true,', ""),
  },
  "a folder without a date": {
    // Its old self still lies beside it.
    codes: ["folder-name", "duplicate-entry"],
    spoil: (entry) => {
      const renamed = join(entry.folder, "..", "fewer-steps");
      renameSync(entry.folder, renamed);
      entry.folder = renamed;
    },
  },
  "another date than the folder's": {
    codes: ["folder-name"],
    spoil: (entry) => entry.replace(result, '"2026-02-08"', '"2026-02-09"'),
  },
  "a date that has not come": {
    codes: ["folder-name", "date-in-future"],
    spoil: (entry) => entry.replace(result, '"2026-02-08"', '"2026-12-08"'),
  },
  "no README": {
    codes: ["readme-missing"],
    spoil: (entry) => rmSync(entry.path("README.md")),
  },
  "a script beside the results": {
    codes: ["file-unexpected"],
    spoil: (entry) => entry.write("train.py", "print()"),
  },
  "a folder inside": {
    codes: ["file-unexpected"],
    spoil: (entry) => mkdirSync(entry.path("plots")),
  },
  "a log that is a symbolic link": {
    codes: ["file-unexpected", "log-missing"],
    spoil: (entry) => {
      rmSync(entry.path(log));
      symlinkSync("/etc/hostname", entry.path(log));
    },
  },
  "a log above the limit": {
    codes: ["file-too-large"],
    spoil: (entry) => entry.write(log, `${entry.read(log)}${" ".repeat(20_001)}\n`),
  },
  "no log": {
    codes: ["log-missing"],
    spoil: (entry) => rmSync(entry.path(log)),
  },
  "a line that is no JSON": {
    codes: ["log-broken-line"],
    spoil: (entry) => entry.replace(log, '{"event":"pause"', '{"event":pause'),
  },
  "a loss that is NaN": {
    codes: ["log-broken-line"],
    spoil: (entry) => entry.replace(log, /"loss":[\d.]+/, '"loss":NaN'),
  },
  "a log of nothing but damaged lines": {
    codes: ["log-broken-line", "log-more-problems"],
    spoil: (entry) => entry.write(log, "no event\n".repeat(60)),
  },
  "an empty log": {
    codes: ["log-empty"],
    spoil: (entry) => entry.write(log, ""),
  },
  "a clock turned back": {
    codes: ["log-clock-backwards"],
    spoil: (entry) => entry.replace(log, /"clock":[\d.]+,"step":5,/, '"clock":0.5,"step":5,'),
  },
  "samples that go down": {
    codes: ["log-samples-not-growing"],
    spoil: (entry) => entry.replace(log, '"step":5,"samples":640', '"step":5,"samples":64'),
  },
  "a log without metrics": {
    codes: ["log-no-evaluations"],
    spoil: (entry) => entry.write(log, entry.read(log).replaceAll(/,"metrics":\{[^}]*\}/g, "")),
  },
  "the logs of two seeds swapped": {
    codes: ["log-seed-mismatch"],
    spoil: (entry) => entry.replace(log, '"seed":3', '"seed":4'),
  },
  "a target that is never reached": {
    codes: ["target-never-reached"],
    spoil: (entry) =>
      entry.write(log, entry.read(log).replaceAll(/"fd_digits":/g, '"fd_digits":1')),
  },
  "one digit of a claimed metric": {
    codes: ["claim-metric-mismatch"],
    spoil: (entry) => entry.replace(result, /("fd_digits": )5/, "$14"),
  },
  "a rounded time": {
    codes: ["claim-clock-mismatch"],
    spoil: (entry) => entry.replace(result, /"clock_seconds": [\d.]+/, '"clock_seconds": 25'),
  },
  "the best point instead of the first": {
    codes: ["claim-clock-mismatch", "claim-samples-mismatch"],
    spoil: (entry) => {
      const best = JSON.parse(
        entry
          .read(log)
          .split("\n")
          .find((line) => line.includes('"step":38,"samples":4864,"metrics"')) ?? "{}",
      );
      entry.replace(result, /"clock_seconds": [\d.]+/, `"clock_seconds": ${best.clock}`);
      entry.replace(result, /"samples_seen": \d+/, '"samples_seen": 4864');
    },
  },
  "one run where two are asked for": {
    codes: ["file-unexpected", "file-unexpected", "runs-too-few"],
    spoil: (entry) => {
      const document = JSON.parse(entry.read(result));
      document.runs.pop();
      entry.write(result, JSON.stringify(document, null, 2));
    },
  },
  "the same seed twice": {
    codes: ["log-seed-mismatch", "seeds-not-distinct"],
    spoil: (entry) => entry.replace(result, '"seed": 4', '"seed": 3'),
  },
  "140 parameters": {
    codes: ["parameters-implausible"],
    spoil: (entry) => entry.replace(result, '"parameters": 300000', '"parameters": 140'),
  },
  "other sampling steps": {
    codes: ["sampling-steps"],
    spoil: (entry) => entry.replace(result, '"steps": 20', '"steps": 250'),
  },
  "two devices in a class of one": {
    codes: ["hardware-class-mismatch"],
    spoil: (entry) => entry.replace(result, '"count": 1', '"count": 2'),
  },
  "a clock in minutes": {
    codes: ["throughput-implausible"],
    spoil: (entry) => {
      const text = entry
        .read(log)
        .replaceAll(
          /"clock":([\d.]+)/g,
          (_, clock) => `"clock":${(Number(clock) / 600).toFixed(6)}`,
        );
      entry.write(log, text);
      const line =
        text.split("\n").find((row) => row.includes('"step":32,"samples":4096,"metrics"')) ?? "{}";
      entry.replace(
        result,
        /"clock_seconds": [\d.]+/,
        `"clock_seconds": ${JSON.parse(line).clock}`,
      );
    },
  },
  "one byte of the samples": {
    codes: ["samples-digest-mismatch"],
    spoil: (entry) => entry.write("samples-3.npz", `${entry.read("samples-3.npz")}x`),
  },
  "no samples": {
    codes: ["samples-missing"],
    spoil: (entry) => rmSync(entry.path("samples-3.npz")),
  },
  "fewer samples than asked for": {
    codes: ["samples-count"],
    spoil: (entry) => entry.replace(result, '"count": 20', '"count": 19'),
  },
  "samples on a host of the submitter's": {
    codes: ["file-unexpected", "artifact-host"],
    spoil: (entry) =>
      entry.replace(result, '"samples-3.npz"', '"https://huggingface.co.example.org/s.npz"'),
  },
  "samples behind credentials in the address": {
    codes: ["file-unexpected", "artifact-host"],
    spoil: (entry) =>
      entry.replace(result, '"samples-3.npz"', '"https://zenodo.org@example.org/s.npz"'),
  },
  "the log of another entry": {
    codes: ["duplicate-entry"],
    spoil: (entry) => {
      copyFileSync(
        join(entry.folder, "..", "2026-02-01-first-light", "run-1.jsonl"),
        entry.path(log),
      );
      const point = { clock: 0, samples: 0, metrics: {} as Record<string, number> };
      const row =
        entry
          .read(log)
          .split("\n")
          .find((line) => line.includes('"step":32,"samples":4096,"metrics"')) ?? "{}";
      Object.assign(point, JSON.parse(row));
      const document = JSON.parse(entry.read(result));
      document.runs[0].seed = 1;
      document.runs[0].claim = {
        clock_seconds: point.clock,
        samples_seen: point.samples,
        metrics: point.metrics,
      };
      entry.write(result, JSON.stringify(document, null, 2));
    },
  },
  "the id of an entry under another ruleset": {
    codes: [
      "folder-name",
      "id-taken",
      "duplicate-entry",
      "duplicate-entry",
      "duplicate-entry",
      "duplicate-entry",
    ],
    spoil: (entry) => {
      const other = join(entry.content, "submissions", "mini-v2");
      mkdirSync(other);
      const moved = join(other, "2026-02-08-fewer-steps");
      renameSync(entry.folder, moved);
      entry.folder = moved;
    },
  },
  "an ancestor that does not exist": {
    codes: ["based-on-unknown"],
    spoil: (entry) => entry.replace(result, '"2026-02-01-first-light"', '"2026-02-01-frist-light"'),
  },
  "a blank of `new`": {
    codes: ["blank-left"],
    spoil: (entry) =>
      entry.replace(result, '"parameters": 300000', '"parameters": "FILL IN: count"'),
  },
};
