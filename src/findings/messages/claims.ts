import { message, shown } from "./message.ts";

/** Where the log shows what a claim is compared with. */
type Logged = {
  readonly log: string;
  readonly logLine: number;
  /** What the claim does match, in words. */
  readonly matches: string | null;
};

const but = (matches: string | null) => (matches === null ? "" : ` ${matches}`);

/** Claims that the logs do not show, and targets that were not reached. */
export const claimMessages = {
  "target-never-reached": message<{
    log: string;
    bounds: string;
    best: string | null;
  }>({
    severity: "error",
    title: "The target was never reached",
    why: "The clock stops at the first evaluation point at which the target and every guard hold. Without one, the run has no time.",
    example: {
      log: "run-1.jsonl",
      bounds: "fid_50k ≤ 33",
      best: "The best fid_50k is 34.1, in line 812.",
    },
    say: ({ log, bounds, best }) => ({
      message: `No evaluation point of ${log} meets ${bounds}.${best === null ? "" : ` ${best}`}`,
      expected: `an evaluation point with ${bounds}`,
      found: best ?? "no such metrics in the log",
      fix: "Train until the target holds, or enter a track without ranking.",
    }),
  }),
  "claim-clock-mismatch": message<Logged & { claimed: number; logged: number }>({
    severity: "error",
    title: "The claimed time is not the one in the log",
    why: "Time to target is read off the log: the clock of the first evaluation point at which the target and every guard hold.",
    example: { log: "run-1.jsonl", logLine: 412, claimed: 51.2, logged: 61.5, matches: null },
    say: ({ log, logLine, claimed, logged, matches }) => ({
      message: `Claimed is ${claimed} s; ${log} line ${logLine} shows ${logged} s, where target and guards hold for the first time.${but(matches)}`,
      expected: `${logged} (${log}:${logLine})`,
      found: `${claimed}`,
      fix: `Copy the clock of ${log} line ${logLine}, not rounded.`,
    }),
  }),
  "claim-samples-mismatch": message<Logged & { claimed: number; logged: number | null }>({
    severity: "error",
    title: "The claimed samples seen are not the ones in the log",
    why: "Samples seen at the target are read off the same evaluation point as the time.",
    example: { log: "run-1.jsonl", logLine: 412, claimed: 51200, logged: 64000, matches: null },
    say: ({ log, logLine, claimed, logged, matches }) => ({
      message: `Claimed are ${claimed} samples seen; ${log} line ${logLine} shows ${logged ?? "none"}.${but(matches)}`,
      expected: `${logged ?? "samples in the log's evaluation point"} (${log}:${logLine})`,
      found: `${claimed}`,
      fix:
        logged === null
          ? "Log `samples` with every evaluation point."
          : `Copy the samples of ${log} line ${logLine}.`,
    }),
  }),
  "claim-metric-mismatch": message<
    Logged & { metric: string; claimed: number; logged: number | null }
  >({
    severity: "error",
    title: "A claimed metric is not the one in the log",
    why: "The claimed metrics are those of the evaluation point that stops the clock, not the best or the last ones.",
    example: {
      log: "run-1.jsonl",
      logLine: 412,
      metric: "fid_50k",
      claimed: 31.9,
      logged: 32.9,
      matches: "It is the value at the end of the run (run-1.jsonl line 980).",
    },
    say: ({ log, logLine, metric, claimed, logged, matches }) => ({
      message: `Claimed is ${metric} ${claimed}; ${log} line ${logLine} shows ${logged ?? "no such metric"}.${but(matches)}`,
      expected: `${logged ?? `${metric} in the log`} (${log}:${logLine})`,
      found: `${claimed}`,
      fix:
        logged === null
          ? `Remove ${shown(metric)} from the claim, or log it at that point.`
          : `Copy the value of ${log} line ${logLine}, not rounded.`,
    }),
  }),
  "claim-point-unknown": message<{ log: string; claimed: number }>({
    severity: "error",
    title: "The log has no evaluation point at the claimed time",
    why: "On a track without a target, or under rules that fix the step ahead, the claim names an evaluation point itself; it has to be one of the log's.",
    example: { log: "run-1.jsonl", claimed: 60 },
    say: ({ log, claimed }) => ({
      message: `${log} has no evaluation point at ${claimed} s.`,
      expected: "the clock of an evaluation point",
      found: `${claimed}`,
      fix: "Copy clock, samples and metrics of one evaluation point.",
    }),
  }),
  "claim-stops-differ": message<{ log: string; step: number; first: number }>({
    severity: "error",
    title: "Runs stop at different steps",
    why: "Under this ruleset a run stops at a step fixed ahead, the same in every run. Whoever may choose the step of each run after seeing its curve measures luck.",
    example: { log: "run-2.jsonl", step: 1690, first: 1670 },
    say: ({ log, step, first }) => ({
      message: `${log} is claimed at step ${step}, the first run at step ${first}.`,
      expected: `step ${first}`,
      found: `step ${step}`,
      fix: "Claim every run at the step that was fixed before training.",
    }),
  }),
};
