import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { log, result, type Spoiling } from "./spoiling.ts";

export const rules: Record<string, Spoiling> = {
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
  "an ancestor that does not exist": {
    codes: ["based-on-unknown"],
    spoil: (entry) => entry.replace(result, '"2026-02-01-first-light"', '"2026-02-01-frist-light"'),
  },
  "parameters in another order of magnitude than the architecture": {
    codes: ["architecture-mismatch"],
    spoil: (entry) => entry.replace(result, '"parameters": 300000', '"parameters": 3000000'),
  },
  "an encoder in the title alone": {
    codes: ["external-module-undeclared"],
    spoil: (entry) => entry.replace(result, "logit-normal time sampling", "aligned with DINOv2-B"),
  },
  "a licence in words": {
    codes: ["license-unknown"],
    spoil: (entry) => entry.replace(result, '"Apache-2.0"', '"Apache 2.0"'),
  },
};
