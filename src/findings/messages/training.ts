import { didYouMean, message, shown } from "./message.ts";

/** What log and result.json together tell about a training that a reviewer should look at. */
export const trainingMessages = {
  "clock-beyond-time": message<{ clock: number; elapsed: number; unit: string | null }>({
    severity: "error",
    title: "The clock ran longer than the training",
    why: "The time stamps of a log bound its clock: training cannot take longer than the time between start and end. A clock in milliseconds or minutes shows here.",
    example: { clock: 61_500, elapsed: 75, unit: "milliseconds" },
    say: ({ clock, elapsed, unit }) => ({
      message: `The clock reaches ${clock} s, but ${elapsed} s lie between the log's first and last time stamp.${unit === null ? "" : ` It looks like ${unit}.`}`,
      expected: `at most ${elapsed} s`,
      found: `${clock} s`,
      fix: "Write the clock in seconds; the drop-in logger does.",
    }),
  }),
  "clock-far-below-time": message<{ clock: number; elapsed: number; unit: string | null }>({
    severity: "warning",
    title: "The clock ran for a small part of the time",
    why: "Most of the time between start and end was not counted. That can be right, where evaluations are long; it can also be a clock in hours or minutes.",
    example: { clock: 15.2, elapsed: 54_800, unit: "hours" },
    say: ({ clock, elapsed, unit }) => ({
      message: `The clock reaches ${clock} s, while ${elapsed} s lie between the log's first and last time stamp.${unit === null ? "" : ` It looks like ${unit}.`}`,
      expected: "a clock in seconds that stands still only for what the ruleset excludes",
      found: `${clock} s of ${elapsed} s`,
      fix: "Check the unit of the clock and what was excluded; say in `notes` what took the rest.",
    }),
  }),
  "batch-mismatch": message<{ perStep: number; batch: number; line: number }>({
    severity: "warning",
    title: "Steps times batch are not the samples seen",
    why: "Samples seen are steps times the global batch, unless the batch changes in training. A batch per device, or a count per process, shows here.",
    example: { perStep: 32, batch: 256, line: 412 },
    say: ({ perStep, batch, line }) => ({
      message: `The log counts ${perStep} samples a step (line ${line}); result.json says a batch of ${batch}.`,
      expected: `${batch} samples a step`,
      found: `${perStep}`,
      fix: "Count samples over all devices, and give the global batch; a batch that changes belongs in `notes`.",
    }),
  }),
  "evaluations-irregular": message<{ name: string; shortest: number; longest: number }>({
    severity: "notice",
    title: "Evaluation points are not evenly spaced",
    why: "Checkpoints are fixed before the training. Points that crowd where the target is near can be a choice made afterwards.",
    example: { name: "run-1.jsonl", shortest: 10, longest: 1000 },
    say: ({ name, shortest, longest }) => ({
      message: `Between the evaluation points of ${name} lie ${shortest} to ${longest} steps.`,
      expected: "a spacing that was fixed before the training",
      found: `${shortest} to ${longest} steps`,
      fix: "Say in `notes` how the points were chosen.",
    }),
  }),
  "evaluations-too-far-apart": message<{ apart: number; limit: number }>({
    severity: "error",
    title: "Evaluation points are too far apart",
    why: "The clock stops at the first evaluation point that meets the target. Where points are rare, the time read off depends on luck, so a ruleset can say how many samples may lie between two.",
    example: { apart: 512_000, limit: 256_000 },
    say: ({ apart, limit }) => ({
      message: `${apart} samples lie between this evaluation point and the one before; the ruleset allows ${limit}.`,
      expected: `at most ${limit} samples`,
      found: `${apart}`,
      fix: "Evaluate at the ruleset's cadence; the clock stands still meanwhile.",
    }),
  }),
  "runs-identical": message<{
    name: string;
    other: string;
    points: number;
    line: number;
    otherLine: number;
  }>({
    severity: "error",
    title: "Two runs have the same metrics, bit for bit",
    why: "Two trainings with two seeds never measure the same digits at several points. One log was copied from the other.",
    example: { name: "run-2.jsonl", other: "run-1.jsonl", points: 8, line: 40, otherLine: 40 },
    say: ({ name, other, points, line, otherLine }) => ({
      message: `${points} evaluation points of ${name} have the very metrics of ${other} (line ${line} and line ${otherLine} are the first).`,
      expected: "runs that were trained one by one",
      found: `${points} equal evaluation points`,
      fix: "Submit each run's own log.",
    }),
  }),
  "run-left-out": message<{ name: string; seed: number | null }>({
    severity: "error",
    title: "A log lies in the folder that the claim leaves out",
    why: "An entry counts every run it made. A run that is left out because it was slower makes the others look better.",
    example: { name: "run-4.jsonl", seed: 4 },
    say: ({ name, seed }) => ({
      message: `${name} is a log${seed === null ? "" : ` of seed ${seed}`} that no run of result.json names.`,
      expected: "a run in result.json for every log in the folder",
      found: name,
      fix: "Add the run, or remove the log and say in `notes` why the training does not count.",
    }),
  }),
  "metric-jump": message<{ metric: string; from: number; to: number; fromLine: number }>({
    severity: "warning",
    title: "A metric leaps between two evaluation points",
    why: "Metrics fall or rise gradually. A leap of more than tenfold, late in a run, is often another stage, another evaluator or another model.",
    example: { metric: "fid_50k", from: 85.2, to: 3.4, fromLine: 300 },
    say: ({ metric, from, to, fromLine }) => ({
      message: `${metric} leaps from ${from} (line ${fromLine}) to ${to}.`,
      expected: "a change of less than tenfold between two points",
      found: `${from} → ${to}`,
      fix: "Say in `notes` what happened between the two points.",
    }),
  }),
  "log-loss-flat": message<{ name: string; loss: number }>({
    severity: "warning",
    title: "The loss does not move",
    why: "A loss that has the same value in every line was not measured, or nothing was trained.",
    example: { name: "run-1.jsonl", loss: 0 },
    say: ({ name, loss }) => ({
      message: `Every loss in ${name} is ${loss}.`,
      expected: "the training loss of each logged step",
      found: `${loss} throughout`,
      fix: "Log the loss that was optimised.",
    }),
  }),
  "architecture-mismatch": message<{ stated: number; derived: number; architecture: string }>({
    severity: "warning",
    title: "The parameters do not fit the architecture",
    why: "Depth and width of a transformer give its size roughly. A count that is several times off is often a slip, or leaves something out.",
    example: {
      stated: 14_000_000,
      derived: 130_000_000,
      architecture: "SiT-B/2, depth 12, width 768",
    },
    say: ({ stated, derived, architecture }) => ({
      message: `${shown(architecture)} has about ${derived} parameters; result.json says ${stated}.`,
      expected: `about ${derived}`,
      found: `${stated}`,
      fix: "Count again, embeddings included, or state the architecture more exactly.",
    }),
  }),
  "external-module-undeclared": message<{ word: string; where: string }>({
    severity: "warning",
    title: "The text speaks of an external module that is not declared",
    why: "Pretrained encoders and tokenizers change what a time means. They are declared in `external_modules`, with their digest.",
    example: { word: "DINOv2", where: "title" },
    say: ({ word, where }) => ({
      message: `The ${where} speaks of ${shown(word)}, but \`external_modules\` is empty.`,
      expected: "every pretrained module in `external_modules`",
      found: shown(word),
      fix: "Declare it; if it was not used in training or sampling, say so in `notes`.",
    }),
  }),
  "license-unknown": message<{ value: string; nearest: string | null }>({
    severity: "warning",
    title: "The licence is no SPDX id that is known here",
    why: "Others want to build on the code; an SPDX id says at a glance whether they may.",
    example: { value: "Apache 2", nearest: "Apache-2.0" },
    say: ({ value, nearest }) => ({
      message: `${shown(value)} is no SPDX licence id known here.${didYouMean(nearest)}`,
      expected: "an SPDX id, for example Apache-2.0 or MIT",
      found: shown(value),
      fix: nearest === null ? "Write the id that spdx.org lists." : `Write ${shown(nearest)}.`,
    }),
  }),
  "exception-unneeded": message<{ code: string; reason: string }>({
    severity: "warning",
    title: "An exception is not needed",
    why: "Reviewers grant exceptions in rulings.yaml. One that excuses nothing hides what it was for.",
    example: { code: "hardware-class-mismatch", reason: "The cluster was down." },
    say: ({ code, reason }) => ({
      message: `rulings.yaml excuses ${code} (${shown(reason)}), but the check has no such finding.`,
      expected: "an exception for a finding that is there",
      found: `no finding ${code}`,
      fix: "Remove the exception.",
    }),
  }),
};
