import { compact, count, metricValue, percent, seconds, secondsSpread } from "../numbers.ts";
import { boundText, metricName } from "../ruleset/words.ts";
import type { RunView } from "./view.ts";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** "Three runs": small numbers as words. */
export const runsInWords = (value: number): string =>
  `${NUMBERS[value] ?? count(value)} ${value === 1 ? "run" : "runs"}`;

/** In full as long as it can be taken in at a glance. */
const samplesText = (value: number) => (value < 1e6 ? count(value) : compact(value));

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "61.0 s ± 0.4 s", or only the time where there is one run. */
export function timeWithSpread(time: number, sd: number | null): string {
  return sd === null ? seconds(time) : `${seconds(time)} ± ${secondsSpread(sd)}`;
}

/** "8 × H100", or just the device where there is one. */
export const devices = ({ count: number, accelerator }: { count: number; accelerator: string }) =>
  number === 1 ? accelerator : `${number} × ${accelerator}`;

function trained({ entry: { result } }: RunView): string {
  const { model, training, hardware } = result;
  return (
    `A model of ${compact(model.parameters)} parameters (${model.architecture}), trained on ` +
    `${training.dataset} at ${training.resolution}×${training.resolution} on ${devices(hardware)}.`
  );
}

function reached({ submission, ruleset, track }: RunView): string | null {
  const time = submission.time_to_target_seconds;
  if (track.target === undefined) return null;
  const runs = runsInWords(submission.runs.length);
  const target = [track.target, ...track.guards].map((bound) => boundText(ruleset, bound));
  if (time === null)
    return `${capital(runs)}; not every one of them reached ${target.join(" and ")}.`;
  const mean = submission.runs.length === 1 ? "" : " on average";
  const samples =
    submission.samples_to_target === null
      ? ""
      : `, having seen ${samplesText(submission.samples_to_target)} samples`;
  const log = submission.runs.length === 1 ? "its log" : "their logs";
  return `By ${log}, ${runs} reached ${target.join(" and ")} after ${timeWithSpread(time, submission.time_to_target_sd_seconds)} of training${mean}${samples}.`;
}

function judged({ submission, ruleset, track, verification }: RunView): string | null {
  const target = track.target;
  const value = target && submission.metrics[target.metric];
  if (target === undefined || value === undefined) return null;
  const name = metricName(ruleset, target.metric);
  if (submission.metrics_source === "claimed" || verification === null) {
    return `${name} ${metricValue(value)} at that point is the submitter's claim; nobody has measured it again.`;
  }
  const meaning = {
    confirmed: "which confirms the claim",
    refuted: "which refutes the claim",
    inconclusive: "which settles nothing",
  }[verification.verdict];
  return `The kernel measured ${name} ${metricValue(value)} on their samples, ${meaning}.`;
}

function gained({ record, previous }: RunView): string | null {
  if (record === null) return null;
  if (record.gain_relative === null || previous === null) return "It was the first record here.";
  return `That was ${percent(record.gain_relative)} less time than the record before, “${previous.entry.result.title}”.`;
}

/** What was trained, for how long, on what, how good it is and who says so: a few sentences. */
export const summary = (view: RunView): string =>
  [trained(view), reached(view), judged(view), gained(view)]
    .filter((sentence) => sentence !== null)
    .join(" ");
