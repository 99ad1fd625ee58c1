import { BLANK } from "../checks/blanks.ts";
import { firstCrossing } from "../logs/crossing.ts";
import type { EvaluationPoint, LogSummary } from "../logs/summary.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";
import type { blankResult } from "./blank-submission.ts";

export type BlankRun = ReturnType<typeof blankResult>["runs"][number];
export type Rules = { readonly ruleset: Ruleset; readonly track: Track };

/** The point that stops the clock; on a track without a target, the last one. */
export function claimedPoint(
  log: LogSummary,
  ruleset: Ruleset,
  track: Track,
): EvaluationPoint | null {
  if (!track.target) return log.evaluations.at(-1) ?? null;
  return firstCrossing(log.evaluations, track.target, track.guards, ruleset.metrics);
}

/** One run, filled in from its log and, where they are given, its samples. */
export function runFromLog(
  log: LogSummary,
  file: string,
  samples: { readonly name: string; readonly sha256: string } | null,
  blank: BlankRun,
  rules: Rules,
): BlankRun {
  const point = claimedPoint(log, rules.ruleset, rules.track);
  const known = new Set(rules.ruleset.metrics.map(({ id }) => id));
  const claim = point && {
    clock_seconds: point.clock,
    samples_seen: point.samples ?? blank.claim.samples_seen,
    metrics: {
      ...blank.claim.metrics,
      ...Object.fromEntries(Object.entries(point.metrics).filter(([id]) => known.has(id))),
    },
  };
  return {
    ...blank,
    seed: log.seed ?? blank.seed,
    log: file,
    claim: (claim ?? {
      ...blank.claim,
      clock_seconds: `${BLANK}: ${file} never meets the target of this track`,
    }) as BlankRun["claim"],
    samples: samples
      ? { ...blank.samples, uri: samples.name, sha256: samples.sha256 }
      : blank.samples,
  } as BlankRun;
}
