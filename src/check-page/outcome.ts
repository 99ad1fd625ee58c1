import { thin } from "../charts/smooth.ts";
import { isAddedByReview } from "../checks/files.ts";
import { checkSubmission, isAccepted } from "../checks/index.ts";
import { type Case, listAt, numberAt, textAt } from "../checks/submission.ts";
import { firstCrossing, holds } from "../logs/crossing.ts";
import type { EvaluationPoint } from "../logs/summary.ts";
import { derive } from "../registry/derive.ts";
import type { Curves, Outcome } from "./conversation.ts";
import type { PublishedSurroundings } from "./surroundings.ts";

const POINTS = 300;

/** The curves of the runs whose logs were read; null where there is no target to reach. */
function curvesOf({ submission, ruleset, track }: Case): Curves | null {
  const target = track?.target;
  const metric = ruleset?.metrics.find(({ id }) => id === target?.metric);
  if (!ruleset || !track || !target || !metric) return null;
  const pointOf = ({ clock, metrics }: EvaluationPoint) => {
    const value = metrics[metric.id];
    const guardsHold = track.guards.every((guard) =>
      holds(metrics[guard.metric], guard, ruleset.metrics),
    );
    return value === undefined ? null : { x: clock, value, guardsHold };
  };
  const series = listAt(submission.result?.value, "runs").flatMap((run, index) => {
    const log = submission.logs.get(textAt(run, "log") ?? "");
    if (!log) return [];
    const stop = firstCrossing(log.evaluations, target, track.guards, ruleset.metrics);
    return {
      seed: numberAt(run, "seed") ?? index + 1,
      points: thin(
        log.evaluations.flatMap((point) => pointOf(point) ?? []),
        POINTS,
      ),
      crossing: stop && pointOf(stop),
    };
  });
  return { metric: metric.name, direction: metric.direction, target: target.value, series };
}

/** The record that the entry competes with. */
function recordFor({ submission, ruleset, track }: Case, { records }: PublishedSurroundings) {
  const hardware = textAt(submission.result?.value, "hardware", "class");
  return (
    records.find(
      (record) =>
        record.ruleset === ruleset?.id &&
        record.track === track?.id &&
        record.hardware_class === hardware,
    ) ?? null
  );
}

/** Everything that the page shows of a submission. */
export function outcomeOf(one: Case, published: PublishedSurroundings): Outcome {
  const { submission, surroundings } = one;
  const findings = checkSubmission(submission, surroundings);
  const path = `submissions/${submission.parent}/${submission.id}`;
  return {
    id: submission.id,
    path,
    accepted: isAccepted(findings),
    findings,
    derived: derive(one),
    curves: curvesOf(one),
    record: recordFor(one, published),
    exists: surroundings.entries.some((entry) => entry.path === path),
    toBring: submission.items.map(({ name }) => name).filter((name) => !isAddedByReview(name)),
  };
}
