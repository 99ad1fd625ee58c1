import type { Rules } from "./contest.ts";
import { filesDigest } from "./digest.ts";
import { evaluatorOf } from "./evaluator.ts";
import { exactMean } from "./exact.ts";
import { openedAt } from "./opened.ts";
import { significanceOf } from "./significance.ts";
import { standingOf, verificationApplies } from "./standing.ts";
import { meanOfAll, roundMicro, sampleDeviation } from "./statistics/mean.ts";
import { countedRuns, distinctRuns, entryMetrics } from "./time-to-target.ts";
import { type CountedTime, countedTime, type Reference } from "./timing.ts";
import type { Candidate, Entry, RankedBy, UnplacedSubmission } from "./types.ts";
import { withheldOf } from "./withheld.ts";

const SECONDS_PER_HOUR = 3600;

/** Everything about an entry that decides over its place. */
function judged(entry: Entry, rules: Rules, reference: Reference) {
  const counted = countedRuns(entry, rules);
  const distinct = distinctRuns(counted);
  const rulings = entry.rulings?.rulings ?? [];
  const logged = distinct.map(({ run }) => run.time_to_target_seconds);
  const time = countedTime(logged, entry.rulings?.timings ?? [], rules.ruleset, reference);
  const { verification } = entry;
  const applies = verification !== null && verificationApplies(entry, verification);
  const standing = standingOf(entry, rules.track);
  const samples = distinct.map(({ run }) => run.samples_to_target);
  const ranked = rankedBy(rules.ruleset.axes.primary, time, samples);
  const evaluator = applies ? evaluatorOf(verification) : null;
  const significance = significanceOf(distinct, rulings, rules);
  const withheld = withheldOf(
    { standing, value: ranked.value, evaluator, runs: counted, significance },
    rules,
  );
  const runs = counted.map(({ run }) => run);
  return { runs, time, ranked, standing, evaluator, significance, withheld };
}

const identity = (entry: Entry, { ruleset, track }: Rules) => ({
  id: entry.id,
  ruleset: ruleset.id,
  track: track.id,
  hardware_class: entry.result.hardware.class,
  opened_at: openedAt(entry),
  date: entry.result.date,
});

/** An entry as far as the ranking looks at it. */
export function candidateOf(entry: Entry, rules: Rules, reference: Reference): Candidate {
  const { standing, withheld, time, ranked } = judged(entry, rules, reference);
  return {
    ...identity(entry, rules),
    standing,
    withheld,
    time_to_target_seconds: time.seconds,
    ranked_by: ranked,
  };
}

/** The axis that the ruleset ranks by, with its mean and spread over the runs. */
function rankedBy(
  axis: RankedBy["axis"],
  time: CountedTime,
  samples: readonly (number | null)[],
): RankedBy {
  if (axis === "clock_seconds") return { axis, value: time.seconds, sd: time.sd, runs: time.n };
  const [value, sd] = [exactMean(samples), sampleDeviation(samples)];
  return { axis, value, sd: sd && roundMicro(sd), runs: value === null ? 0 : samples.length };
}

const precise = (value: number) => Number(value.toPrecision(9));

/** An entry as the registry publishes it, before it is compared with others. */
export function submissionOf(entry: Entry, rules: Rules, reference: Reference): UnplacedSubmission {
  const { result } = entry;
  const facts = judged(entry, rules, reference);
  const { id, ruleset, track, hardware_class, opened_at, date } = identity(entry, rules);
  const { seconds } = facts.time;
  const deviceHours =
    seconds === null ? null : (seconds * result.hardware.count) / SECONDS_PER_HOUR;
  const price = result.hardware.usd_per_hour;
  const samples = meanOfAll(facts.runs.map((run) => run.samples_to_target));
  return {
    id,
    ruleset,
    track,
    title: result.title,
    date,
    opened_at,
    submitters: result.submitters.map(({ name, github }) => ({ name, github })),
    standing: facts.standing,
    time_to_target_seconds: seconds,
    time_to_target_sd_seconds: facts.time.sd,
    ranked_by: facts.ranked,
    timing: facts.time.timing,
    samples_to_target: samples === null ? null : Math.round(samples),
    gpu_hours_to_target: deviceHours === null ? null : precise(deviceHours),
    cost_to_target_usd:
      deviceHours === null || price === undefined ? null : precise(deviceHours * price),
    ...entryMetrics(facts.runs),
    evaluator: facts.evaluator,
    significance: facts.significance,
    parameters: result.model.parameters,
    hardware_class,
    withheld: facts.withheld,
    based_on: result.based_on ?? [],
    runs: facts.runs,
    digest: filesDigest(entry.files),
  };
}
