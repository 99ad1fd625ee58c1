import type { RegistrySubmission } from "../../registry/types.ts";
import { day, metricValue, percent, probability, seconds } from "../numbers.ts";
import { calibrationText } from "../ruleset/calibration.ts";
import { metricName } from "../ruleset/words.ts";
import type { RunView } from "./view.ts";

/** A statement about how sure a place or a record is, under a name. */
export type Certainty = { readonly name: string; readonly text: string };

function targetTest({ submission, ruleset, track }: RunView): string | null {
  const test = submission.significance;
  if (test === null || track.target === undefined) return null;
  const name = metricName(ruleset, track.target.metric);
  if (test.waived !== null)
    return `Waived by reviewers on ${day(test.waived.date)}: ${test.waived.reason}`;
  if (test.p === null || test.mean === null)
    return `Cannot be told from ${test.n === 1 ? "one value" : `${test.n} values`}; the ruleset asks for p < ${test.alpha}.`;
  const spread = test.sd === null ? "" : ` ± ${metricValue(test.sd)}`;
  const verdict = test.holds ? "which holds" : "which fails";
  return `${name} ${metricValue(test.mean)}${spread} over ${test.n} runs: ${probability(test.p)}; the ruleset asks for p < ${test.alpha}, ${verdict}.`;
}

function recordTest({ record, ruleset }: RunView): string | null {
  if (record === null || record.previous === null) return null;
  const margin = ruleset.record.margin_relative;
  const by = margin === 0 ? "" : ` by more than ${percent(margin)}`;
  if (record.p_faster === null)
    return `No test that it beats the record before${by}: one of them has a single run. The means decided.`;
  const asked = ruleset.record.significance;
  const rule = asked
    ? `the ruleset asks for p < ${asked.alpha}`
    : "the ruleset lets the means decide, and this is shown beside them";
  return `That it beats the record before${by}: ${probability(record.p_faster)} (one-sided Welch test over the runs); ${rule}.`;
}

function place({ rank, band, ranked_by }: RegistrySubmission): string | null {
  if (rank === null || band === null) return null;
  const until =
    ranked_by.axis === "clock_seconds" ? seconds(band.until) : `${Math.round(band.until)} samples`;
  if (band.size === 1) return `Rank ${rank}, shared with nobody.`;
  const others = band.size === 2 ? "1 other entry" : `${band.size - 1} other entries`;
  return `Rank ${rank}, shared with ${others}: up to ${until}, the spread of its leader’s runs does not tell them apart.`;
}

function evaluator({ evaluator: by }: RegistrySubmission): string | null {
  if (by === null) return null;
  const short = (digest: string) => digest.slice(0, 12);
  return `Kernel ${by.kernel}, features ${by.features} (${short(by.features_sha256)}…), reference ${by.reference} (${short(by.reference_sha256)}…).`;
}

function calibration({ submission, ruleset }: RunView): string | null {
  if (submission.evaluator === null) return null;
  const texts = ruleset.metrics.flatMap((metric) => {
    const text = calibrationText(ruleset, metric);
    return text === null ? [] : [`${metric.name}: ${text}`];
  });
  return texts.length === 0 ? null : texts.join(" ");
}

function timedAgain({ timing }: RegistrySubmission): string | null {
  if (timing === null) return null;
  const { baseline } = timing;
  const beside =
    baseline === null
      ? ""
      : ` Beside it ran ${baseline.submission}${baseline.interleaved ? ", in turns" : ""}: ${seconds(baseline.seconds)}${baseline.adjusts ? "; the time counts relative to it" : ""}.`;
  return `${seconds(timing.seconds)} on ${day(timing.date)}, ${timing.host}. ${timing.reason}${beside}`;
}

/** What is known of how sure the place, the record and the values of an entry are. */
export function certainties(view: RunView): Certainty[] {
  const { submission } = view;
  const all = [
    ["Meets the target", targetTest(view)],
    ["Is faster", recordTest(view)],
    ["Place", place(submission)],
    ["Timed again", timedAgain(submission)],
    ["Measured by", evaluator(submission)],
    ["Calibration", calibration(view)],
  ] as const;
  return all.flatMap(([name, text]) => (text === null ? [] : [{ name, text }]));
}
