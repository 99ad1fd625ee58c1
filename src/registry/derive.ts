import { type Case, listAt, numberAt, textAt } from "../checks/submission.ts";
import { countedPoint } from "../logs/crossing.ts";
import { exactMean } from "./exact.ts";
import { meanOfAll } from "./statistics/mean.ts";

/** What the logs of a submission show, whatever result.json claims. */
export type Derived = {
  /** Mean over the runs; null where a run has no time. Unit: s. */
  readonly time_to_target_seconds: number | null;
  readonly samples_to_target: number | null;
  readonly runs: readonly {
    readonly seed: number | null;
    readonly log: string | null;
    /** Line of the evaluation point that stops the clock. */
    readonly line: number | null;
    readonly time_to_target_seconds: number | null;
    readonly samples_to_target: number | null;
    readonly metrics: Readonly<Record<string, number>>;
  }[];
};

/** Recomputes from the logs what result.json claims. */
export function derive({ submission, ruleset, track }: Case): Derived {
  const runs = listAt(submission.result?.value, "runs").map((run) => {
    const name = textAt(run, "log") ?? null;
    const log = name === null ? undefined : submission.logs.get(name);
    const point =
      log && ruleset && track
        ? countedPoint(log.evaluations, numberAt(run, "claim", "clock_seconds"), { ruleset, track })
        : null;
    return {
      seed: numberAt(run, "seed") ?? null,
      log: name,
      line: point?.line ?? null,
      time_to_target_seconds: point?.clock ?? null,
      samples_to_target: point?.samples ?? null,
      metrics: point?.metrics ?? {},
    };
  });
  const samples = meanOfAll(runs.map((run) => run.samples_to_target));
  return {
    time_to_target_seconds: exactMean(runs.map((run) => run.time_to_target_seconds)),
    samples_to_target: samples === null ? null : Math.round(samples),
    runs,
  };
}
