import { claimPoint, exception, log, pointOf, result, type Spoiling } from "./spoiling.ts";

export const claims: Record<string, Spoiling> = {
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
    codes: ["file-unexpected", "run-left-out", "runs-too-few"],
    spoil: (entry) => {
      const document = JSON.parse(entry.read(result));
      document.runs.pop();
      entry.write(result, JSON.stringify(document, null, 2));
    },
  },
  "a batch per device": {
    codes: ["batch-mismatch"],
    spoil: (entry) => entry.replace(result, '"batch_size": 128', '"batch_size": 16'),
  },
  "a slower run left out of the claim": {
    codes: ["run-left-out"],
    spoil: (entry) =>
      entry.write(
        "run-5.jsonl",
        entry
          .read(log)
          .replace('"seed":3', '"seed":5')
          .replaceAll(/"(fd_digits|kd_digits)":(\d)/g, '"$1":1$2'),
      ),
  },
  "the end of the run instead of the first crossing": {
    codes: ["claim-clock-mismatch", "claim-samples-mismatch", "claim-metric-mismatch"],
    spoil: (entry) => claimPoint(entry, 40),
  },
  "the mean over the seeds in one run": {
    codes: ["claim-clock-mismatch"],
    spoil: (entry) => {
      const [own, other] = [pointOf(entry, 32).clock, pointOf(entry, 32, "run-4.jsonl").clock];
      entry.replace(result, /"clock_seconds": [\d.]+/, `"clock_seconds": ${(own + other) / 2}`);
    },
  },
  "the faster seed for both": {
    codes: ["claim-clock-mismatch"],
    spoil: (entry) =>
      entry.replace(
        result,
        /("seed": 4,[^}]*?"clock_seconds": )[\d.]+/s,
        `$1${pointOf(entry, 32).clock}`,
      ),
  },
  "an exception that excuses": {
    codes: ["license-unknown"],
    spoil: (entry) => {
      entry.replace(result, '"Apache-2.0"', '"Apache 2.0"');
      entry.write("rulings.yaml", `${entry.read("rulings.yaml")}${exception("license-unknown")}`);
    },
  },
  "an exception that excuses nothing": {
    codes: ["exception-unneeded"],
    spoil: (entry) =>
      entry.write("rulings.yaml", `${entry.read("rulings.yaml")}${exception("license-unknown")}`),
  },
};
