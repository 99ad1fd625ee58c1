import { thin } from "../../charts/smooth.ts";
import type { CurvesRun, EntryCurves, EvaluationRow } from "../../compare-page/document.ts";
import { holds } from "../../logs/crossing.ts";
import type { EvaluationPoint } from "../../logs/summary.ts";
import { contestName } from "../contest.ts";
import { configuration } from "../run/configuration.ts";
import { loggedMetrics, loggedRuns } from "../run/curves.ts";
import type { RunView } from "../run/view.ts";

/** Bounds of the file: an entry may have a hundred runs with thousands of evaluations each. */
const MOST_RUNS = 10;
const MOST_EVALUATIONS = 200;
const MOST_SETTINGS = 200;
const LONGEST_VALUE = 500;

function rowOf({ track, ruleset }: RunView, at: EvaluationPoint, metrics: ReadonlySet<string>) {
  return {
    clock: at.clock,
    samples: at.samples,
    metrics: Object.fromEntries(Object.entries(at.metrics).filter(([id]) => metrics.has(id))),
    guards_hold: track.guards.every((guard) =>
      holds(at.metrics[guard.metric], guard, ruleset.metrics),
    ),
  } satisfies EvaluationRow;
}

const shortened = (text: string) =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;

/** What comparing entries needs of one of them. */
export function entryCurves(view: RunView): EntryCurves {
  const { entry, submission, ruleset, track } = view;
  const logged = loggedMetrics(view).map(({ metric }) => metric);
  const known = new Set(logged);
  const names = contestName({ rulesets: [ruleset] }, submission);
  const runs = loggedRuns(view)
    .slice(0, MOST_RUNS)
    .map(
      ({ seed, log, stop }): CurvesRun => ({
        seed,
        evaluations: thin(log.evaluations, MOST_EVALUATIONS).map((at) => rowOf(view, at, known)),
        stop: stop && rowOf(view, stop, known),
      }),
    );
  return {
    version: 1,
    id: entry.id,
    title: submission.title,
    submitters: shortened(submission.submitters.map(({ name }) => name).join(", ")),
    date: submission.date,
    standing: submission.standing,
    contest: {
      ruleset: ruleset.id,
      ruleset_title: names.ruleset,
      track: track.id,
      track_title: names.track,
      hardware_class: submission.hardware_class,
      hardware_name: names.hardware,
    },
    time_to_target_seconds: submission.time_to_target_seconds,
    samples_to_target: submission.samples_to_target,
    parameters: submission.parameters,
    target: track.target
      ? {
          metric: track.target.metric,
          value: track.target.value,
          provisional: track.target.provisional === true,
        }
      : null,
    metrics: logged.map((id) => {
      const metric = ruleset.metrics.find((one) => one.id === id);
      return { id, name: metric?.name ?? id, direction: metric?.direction ?? "min" };
    }),
    runs,
    runs_total: entry.result.runs.length,
    configuration: configuration(entry.result)
      .slice(0, MOST_SETTINGS)
      .map(({ group, name, value }) => ({
        group: shortened(group),
        name: shortened(name),
        value: shortened(value),
      })),
  };
}
