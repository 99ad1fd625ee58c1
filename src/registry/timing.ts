import type { Ruleset } from "../schemas/ruleset.ts";
import type { Timing } from "../schemas/rulings.ts";
import { exactMean } from "./exact.ts";
import { byCodePoint } from "./order.ts";
import { roundMicro, sampleDeviation } from "./statistics/mean.ts";
import type { RegistryTiming } from "./types.ts";

/** The time that counts, the spread of the runs behind it, and where it comes from. Unit: s. */
export type CountedTime = {
  readonly seconds: number | null;
  readonly sd: number | null;
  readonly n: number;
  /** Null where the time is that of the entry's own logs. */
  readonly timing: RegistryTiming | null;
};

/** Mean time in the logs of an entry that served as a baseline on a day; null where it cannot. */
export type Reference = (submission: string, day: string) => number | null;

const rounded = (value: number | null) => (value === null ? null : roundMicro(value));

/**
 * The time of an entry: that of its own logs, or of the last time it was timed again. An entry that
 * never reached the target by its logs has no time, however often it is timed.
 */
export function countedTime(
  logged: readonly (number | null)[],
  timings: readonly Timing[],
  ruleset: Ruleset,
  reference: Reference,
): CountedTime {
  const seconds = exactMean(logged);
  const sd = rounded(sampleDeviation(logged));
  const own = { seconds, sd, n: seconds === null ? 0 : logged.length, timing: null };
  const last = timings.toSorted((a, b) => byCodePoint(a.date, b.date)).at(-1);
  return seconds === null || last === undefined ? own : timedAgain(last, ruleset, reference);
}

function timedAgain(timing: Timing, ruleset: Ruleset, reference: Reference): CountedTime {
  const clocks = timing.runs.map((run) => run.clock_seconds);
  const measured = exactMean(clocks) ?? 0;
  const sd = sampleDeviation(clocks);
  const baseline = besideBaseline(timing, ruleset, reference);
  const published = {
    date: timing.date,
    host: timing.host,
    reason: timing.reason,
    link: timing.link,
    seconds: measured,
    runs: timing.runs,
    baseline: baseline?.published ?? null,
  };
  const counted = { n: clocks.length, timing: published };
  if (!baseline?.published.adjusts) return { ...counted, seconds: measured, sd: rounded(sd) };
  const factor = (baseline.published.reference_seconds ?? 0) / baseline.published.seconds;
  const seconds = roundMicro(measured * factor);
  // The square of the relative error of the mean is that of both means together.
  const own = sd === null ? null : (sd / measured) ** 2;
  const besides = baseline.relativeVariance * clocks.length;
  return {
    ...counted,
    seconds,
    sd: own === null ? null : roundMicro(seconds * Math.sqrt(own + besides)),
  };
}

function besideBaseline({ baseline, date }: Timing, { timing }: Ruleset, reference: Reference) {
  if (baseline === undefined) return null;
  const clocks = baseline.runs.map((run) => run.clock_seconds);
  const seconds = exactMean(clocks) ?? 0;
  const referenceSeconds = reference(baseline.submission, date);
  return {
    published: {
      submission: baseline.submission,
      interleaved: baseline.interleaved,
      seconds,
      runs: baseline.runs,
      reference_seconds: referenceSeconds,
      adjusts: timing?.beside_baseline === "adjusts" && referenceSeconds !== null,
    },
    /** Of the baseline's mean; a baseline run once brings no spread. */
    relativeVariance: ((sampleDeviation(clocks) ?? 0) / seconds) ** 2 / clocks.length,
  };
}
