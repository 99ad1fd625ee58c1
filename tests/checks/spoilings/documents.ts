import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { log, result, type Spoiling } from "./spoiling.ts";

export const documents: Record<string, Spoiling> = {
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
  "names that differ only in case": {
    codes: ["file-names-collide", "file-unexpected"],
    spoil: (entry) => entry.write("readme.md", "x"),
  },
  "a folder inside": {
    codes: ["file-unexpected"],
    spoil: (entry) => mkdirSync(entry.path("plots")),
  },
  "a log above the limit": {
    codes: ["file-too-large"],
    spoil: (entry) => entry.write(log, `${entry.read(log)}${" ".repeat(20_001)}\n`),
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
  "a blank of `new`": {
    codes: ["blank-left"],
    spoil: (entry) =>
      entry.replace(result, '"parameters": 300000', '"parameters": "FILL IN: count"'),
  },
};
