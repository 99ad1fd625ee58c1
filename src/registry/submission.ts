import type { Rules } from "./contest.ts";
import { filesDigest } from "./digest.ts";
import { evaluatorOf } from "./evaluator.ts";
import { openedAt } from "./opened.ts";
import { significanceOf } from "./significance.ts";
import { standingOf, verificationApplies } from "./standing.ts";
import { meanOfAll } from "./statistics/mean.ts";
import { countedRuns, distinctRuns, entryMetrics } from "./time-to-target.ts";
import { countedTime, type Reference } from "./timing.ts";
import type { Candidate, Entry, RegistrySubmission } from "./types.ts";
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
  const evaluator = applies ? evaluatorOf(verification) : null;
  const significance = significanceOf(distinct, rulings, rules);
  const withheld = withheldOf(
    { standing, seconds: time.seconds, evaluator, runs: counted, significance },
    rules,
  );
  return { runs: counted.map(({ run }) => run), time, standing, evaluator, significance, withheld };
}

const identity = (entry: Entry, { ruleset, track }: Rules) => ({
  id: entry.id,
  ruleset: ruleset.id,
  track: track.id,
  hardware_class: entry.result.hardware.class,
  opened_at: openedAt(entry),
  date: entry.result.date,
});

const placement = ({ standing, withheld, time }: ReturnType<typeof judged>) => ({
  standing,
  withheld,
  time_to_target_seconds: time.seconds,
  time_to_target_sd_seconds: time.sd,
  time_to_target_runs: time.n,
});

/** An entry as far as the ranking looks at it. */
export const candidateOf = (entry: Entry, rules: Rules, reference: Reference): Candidate => ({
  ...identity(entry, rules),
  ...placement(judged(entry, rules, reference)),
});

const precise = (value: number) => Number(value.toPrecision(9));

/** An entry as the registry publishes it, before it is compared with others. */
export function submissionOf(entry: Entry, rules: Rules, reference: Reference): RegistrySubmission {
  const { result } = entry;
  const facts = judged(entry, rules, reference);
  const { id, ruleset, track, hardware_class, opened_at, date } = identity(entry, rules);
  const { standing, withheld, ...times } = placement(facts);
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
    standing,
    ...times,
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
    rank: null,
    band: null,
    withheld,
    record: false,
    based_on: result.based_on ?? [],
    fallen_ancestor: null,
    runs: facts.runs,
    digest: filesDigest(entry.files),
  };
}
