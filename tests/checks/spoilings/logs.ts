import { rmSync, symlinkSync } from "node:fs";
import { log, pointOf, result, type Spoiling, scaledClock } from "./spoiling.ts";

export const logs: Record<string, Spoiling> = {
  "a log that is a symbolic link": {
    codes: ["file-unexpected", "log-missing"],
    spoil: (entry) => {
      rmSync(entry.path(log));
      symlinkSync("/etc/hostname", entry.path(log));
    },
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
  "the same seed twice": {
    codes: ["log-seed-mismatch", "seeds-not-distinct"],
    spoil: (entry) => entry.replace(result, '"seed": 4', '"seed": 3'),
  },
  "a clock in minutes": {
    codes: ["throughput-implausible", "clock-far-below-time"],
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
  "a clock in milliseconds": {
    codes: ["clock-beyond-time"],
    spoil: (entry) => {
      entry.write(log, scaledClock(entry.read(log), 1000));
      entry.replace(
        result,
        /"clock_seconds": [\d.]+/,
        `"clock_seconds": ${pointOf(entry, 32).clock}`,
      );
    },
  },
  "a clock in minutes beside a full day": {
    codes: ["clock-far-below-time"],
    spoil: (entry) => entry.replace(log, "2026-01-31T12:05:00Z", "2026-01-31T12:35:00Z"),
  },
  "an evaluation just where it suits": {
    codes: ["evaluations-irregular", "evaluations-too-far-apart"],
    spoil: (entry) =>
      entry.write(
        log,
        entry
          .read(log)
          .split("\n")
          .filter((line) => !/"event":"eval".*"step":(14|20),/.test(line))
          .join("\n"),
      ),
  },
  "a log copied for another seed": {
    codes: ["runs-identical"],
    spoil: (entry) => {
      entry.write("run-4.jsonl", entry.read(log).replace('"seed":3', '"seed":4'));
      const document = JSON.parse(entry.read(result));
      document.runs[1].claim = document.runs[0].claim;
      entry.write(result, JSON.stringify(document, null, 2));
    },
  },
  "a metric that leaps": {
    codes: ["metric-jump"],
    spoil: (entry) =>
      entry.replace(log, /("step":20,"samples":2560,"metrics":\{"fd_digits":)/, "$19"),
  },
  "a loss that stands still": {
    codes: ["log-loss-flat"],
    spoil: (entry) => entry.write(log, entry.read(log).replaceAll(/"loss":[\d.]+/g, '"loss":0.5')),
  },
  "two runs joined in one file": {
    codes: ["log-two-runs", "log-clock-backwards", "log-samples-not-growing"],
    spoil: (entry) => entry.write(log, entry.read(log) + entry.read(log)),
  },
  "minutes of silence": {
    codes: ["log-gap"],
    spoil: (entry) =>
      entry.write(
        log,
        entry
          .read(log)
          .replaceAll(
            /"clock":([\d.]+)(,"step":(?:3[89]|40),|\}$|,"note":"evaluation"\}$)/gm,
            (all, clock) =>
              Number(clock) > 30 ? all.replace(clock, String(Number(clock) + 100)) : all,
          ),
      ),
  },
};
