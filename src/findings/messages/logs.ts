import type { BrokenReason } from "../../logs/summary.ts";
import { message, shown } from "./message.ts";

const cut = (text: string) => (text.length > 120 ? `${text.slice(0, 117)}…` : text);
const seconds = (value: number) => `${value} s`;

/** What is wrong with a line, and what to do about it. */
const broken: Record<BrokenReason, { says: string; fix: string }> = {
  "not-json": { says: "is not JSON", fix: "Write each event with a JSON library, one a line." },
  "not-an-object": { says: "is JSON but no object", fix: "Write one JSON object a line." },
  "not-a-number": {
    says: "holds NaN or Infinity, which JSON does not know",
    fix: "Write null instead, or use the drop-in logger, which does.",
  },
  "not-utf8": { says: "is not UTF-8", fix: "Write the file with encoding utf-8." },
  "not-utf8-file": {
    says: "begins a file in UTF-16",
    fix: "Save the file as UTF-8; PowerShell's `>` writes UTF-16.",
  },
  "bad-field": { says: "has a wrong value", fix: "See the log format in the submit guide." },
  torn: { says: "is cut off", fix: "Copy the log again, after the training has ended." },
  "too-long": { says: "is longer than a million bytes", fix: "Write metrics, not tensors." },
  "too-many-lines": {
    says: "is the twenty-millionth; no more are read",
    fix: "Write a line less often than every step.",
  },
  "too-many-evaluations": {
    says: "is beyond ten thousand evaluation points",
    fix: "Evaluate less often.",
  },
  "too-many-metrics": {
    says: "has more than a hundred metrics",
    fix: "Write fewer metrics a line.",
  },
  "lfs-pointer": {
    says: "shows that this is a Git LFS pointer and not the log",
    fix: "Commit the log itself: `git lfs untrack` it, then add it again.",
  },
  "gzip-damaged": {
    says: "is where the gzip stream is damaged or cut off",
    fix: "Compress the log again with gzip.",
  },
  "too-large-unpacked": {
    says: "is where the unpacked log grows beyond its limit",
    fix: "Write fewer lines.",
  },
};

/** The training logs. */
export const logMessages = {
  "log-missing": message<{ name: string; nearest: string | null }>({
    severity: "error",
    title: "A training log is missing",
    why: "Everything claimed that a log can show is recomputed from the log.",
    example: { name: "run-1.jsonl", nearest: null },
    say: ({ name, nearest }) => ({
      message: `The log ${shown(name)} is not in the folder.${nearest === null ? "" : ` There is ${shown(nearest)}.`}`,
      expected: `a file ${name}`,
      found: "no such file",
      fix: "Add the log to the folder, or correct its name in `runs`.",
    }),
  }),
  "log-broken-line": message<{ reason: BrokenReason; field: string | null; text: string }>({
    severity: "error",
    title: "A line of a log cannot be read",
    why: "A log is JSON Lines, UTF-8, gzip or not: one event a line. A line that cannot be read could hide what happened there.",
    example: { reason: "not-a-number", field: null, text: '{"event":"step","clock":1,"loss":NaN}' },
    say: ({ reason, field, text }) => ({
      message: `This line ${broken[reason].says}${field === null ? "" : ` in ${shown(field)}`}.`,
      expected: 'an event such as {"event":"step","clock":12.5,"step":100,"samples":12800}',
      found: text === "" ? broken[reason].says : cut(text),
      fix: broken[reason].fix,
    }),
  }),
  "log-more-problems": message<{ count: number; shown: number }>({
    severity: "error",
    title: "A log has more problems than are listed",
    why: "One slip in a logger repeats on every line. The first cases are enough to mend it.",
    example: { count: 1200, shown: 50 },
    say: ({ count, shown: listed }) => ({
      message: `This log has ${count} problems; the first ${listed} are listed.`,
      expected: "a log without problems",
      found: `${count} problems`,
      fix: "Mend what is listed and check again.",
    }),
  }),
  "log-empty": message<{ name: string }>({
    severity: "error",
    title: "A log has no events",
    why: "An empty log shows nothing: neither the time nor the metrics of a run.",
    example: { name: "run-1.jsonl" },
    say: ({ name }) => ({
      message: `${name} has no events.`,
      expected: "a start event, steps, evaluation points, an end event",
      found: "nothing",
      fix: "Add the log that your training wrote.",
    }),
  }),
  "log-clock-backwards": message<{ clock: number; before: number; beforeLine: number }>({
    severity: "error",
    title: "The clock of a log goes backwards",
    why: "Training time never decreases. Where it does, two runs were joined or the clock was restarted after an interruption.",
    example: { clock: 41.2, before: 44.9, beforeLine: 310 },
    say: ({ clock, before, beforeLine }) => ({
      message: `The clock goes back from ${seconds(before)} (line ${beforeLine}) to ${seconds(clock)}.`,
      expected: `${seconds(before)} or later`,
      found: seconds(clock),
      fix: "Submit the log of one uninterrupted run; if it was resumed, continue the clock where it stood.",
    }),
  }),
  "log-two-runs": message<{ name: string }>({
    severity: "error",
    title: "Two runs stand in one log",
    why: "Each run is one training with its own log. In a joined file nobody can tell which evaluation belongs to which.",
    example: { name: "run-1.jsonl" },
    say: ({ name }) => ({
      message: `${name} has a second start event here.`,
      expected: "one start event a log",
      found: "another start",
      fix: "Split the file: one log a run. After a crash, continue the clock instead of starting again.",
    }),
  }),
  "log-gap": message<{ seconds: number; clock: number }>({
    severity: "notice",
    title: "A log is silent for long",
    why: "A large part of the clock passed between two lines. It can be right; a reviewer wants to know what happened then.",
    example: { seconds: 5400, clock: 54_000 },
    say: ({ seconds: silent, clock }) => ({
      message: `${silent} s of the ${clock} s pass between this line and the one before.`,
      expected: "steps logged evenly over the run",
      found: `${silent} s without a line`,
      fix: "Say in `notes` what happened there; log every few steps.",
    }),
  }),
  "log-samples-not-growing": message<{ samples: number; before: number; beforeLine: number }>({
    severity: "error",
    title: "The samples seen go down",
    why: "Samples seen count every sample since the start, repetitions too, so they never go down.",
    example: { samples: 0, before: 128_000, beforeLine: 1001 },
    say: ({ samples, before, beforeLine }) => ({
      message: `Samples seen go down from ${before} (line ${beforeLine}) to ${samples}.`,
      expected: `${before} or more`,
      found: `${samples}`,
      fix: "Count samples since the start of training, over all epochs.",
    }),
  }),
  "log-no-evaluations": message<{ name: string }>({
    severity: "error",
    title: "A log has no evaluation point",
    why: "Time to target is the clock of the first evaluation point that meets the target; without one there is no time.",
    example: { name: "run-1.jsonl" },
    say: ({ name }) => ({
      message: `${name} has no event with metrics.`,
      expected: 'lines such as {"event":"eval","clock":31.4,"samples":51200,"metrics":{…}}',
      found: "none",
      fix: "Evaluate at checkpoints fixed beforehand and log the metrics.",
    }),
  }),
  "log-seed-mismatch": message<{ logged: number; claimed: number }>({
    severity: "error",
    title: "The log is of another seed",
    why: "Each run is one training with one seed; a swapped log shows another training.",
    example: { logged: 2, claimed: 1 },
    say: ({ logged, claimed }) => ({
      message: `This log is of seed ${logged}; result.json claims it for seed ${claimed}.`,
      expected: `seed ${claimed}`,
      found: `seed ${logged}`,
      fix: "Name each run's own log.",
    }),
  }),
};
