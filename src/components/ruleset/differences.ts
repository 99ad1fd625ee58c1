import type { Ruleset } from "../../schemas/ruleset.ts";
import { bytes, count } from "../numbers.ts";
import {
  axes,
  boundText,
  directions,
  hardwareText,
  measurers,
  parameterText,
  recordText,
  runsText,
  toleranceText,
} from "./words.ts";

/** One field of several rulesets: each one's values, a line per value, and whether they differ. */
export type ComparedField = {
  readonly field: string;
  readonly values: readonly (readonly string[])[];
  readonly differs: boolean;
};

type Field = readonly [field: string, read: (ruleset: Ruleset) => readonly (string | undefined)[]];

const square = (side: number | undefined) => (side === undefined ? undefined : `${side} × ${side}`);
const optionalCount = (value: number | undefined) =>
  value === undefined ? undefined : count(value);

/** What readers ask of a ruleset, in the order of its page. */
const fields: readonly Field[] = [
  ["Question", (ruleset) => [ruleset.question]],
  ["Primary axis", (ruleset) => [axes[ruleset.axes.primary]]],
  ["Further axes", (ruleset) => ruleset.axes.secondary.map((axis) => axes[axis])],
  ["Dataset", (ruleset) => [ruleset.task.dataset]],
  ["Resolution", (ruleset) => [square(ruleset.task.resolution)]],
  ["Conditioning", (ruleset) => [ruleset.task.conditioning]],
  ["Samples of an evaluation", (ruleset) => [optionalCount(ruleset.task.samples)]],
  ["Sampling steps", (ruleset) => [optionalCount(ruleset.task.sampling_steps)]],
  [
    "Metrics",
    (ruleset) =>
      ruleset.metrics.map(
        (metric) =>
          `${metric.name}: ${directions[metric.direction]}, ${measurers[metric.measured_by]}`,
      ),
  ],
  [
    "Tolerances",
    (ruleset) =>
      ruleset.metrics
        .filter((metric) => metric.tolerance !== undefined)
        .map((metric) => `${metric.name}: ${toleranceText(metric)}`),
  ],
  [
    "Tracks",
    (ruleset) =>
      ruleset.tracks.map((track) => `${track.title}, ${track.ranked ? "ranked" : "not ranked"}`),
  ],
  [
    "Targets",
    (ruleset) =>
      ruleset.tracks.flatMap(({ title, target }) =>
        target === undefined
          ? []
          : [
              `${title}: ${boundText(ruleset, target)}${target.provisional ? " (provisional)" : ""}`,
            ],
      ),
  ],
  [
    "Guards",
    (ruleset) =>
      ruleset.tracks.flatMap(({ title, guards }) =>
        guards.map((guard) => `${title}: ${boundText(ruleset, guard)}`),
      ),
  ],
  [
    "Required fields",
    (ruleset) =>
      ruleset.tracks.flatMap(({ title, requires }) =>
        requires.map((field) => `${title}: ${field}`),
      ),
  ],
  ["On the clock", (ruleset) => ruleset.clock.counts],
  ["Off the clock", (ruleset) => ruleset.clock.excludes],
  ["Forbidden", (ruleset) => ruleset.clock.forbids],
  ["Runs", (ruleset) => [runsText(ruleset)]],
  ["A record", (ruleset) => [recordText(ruleset)]],
  [
    "Hardware classes",
    (ruleset) =>
      ruleset.hardware_classes.map(
        (hardware) =>
          `${hardware.name}: ${hardwareText(hardware)}${hardware.provisional ? " (provisional)" : ""}`,
      ),
  ],
  ["Statements", (ruleset) => Object.values(ruleset.statements)],
  ["Parameters", (ruleset) => [parameterText(ruleset)]],
  ["Log, at most", (ruleset) => [bytes(ruleset.limits.log_bytes)]],
  ["Folder, at most", (ruleset) => [bytes(ruleset.limits.folder_bytes)]],
  ["Kernel", (ruleset) => [ruleset.kernel === null ? "none" : `version ${ruleset.kernel.version}`]],
  ["Open questions", (ruleset) => ruleset.open_questions],
];

/** Rulesets side by side, field by field. */
export function compareRulesets(rulesets: readonly Ruleset[]): ComparedField[] {
  return fields.map(([field, read]) => {
    const values = rulesets.map((ruleset) =>
      read(ruleset).filter((value): value is string => value !== undefined),
    );
    const told = new Set(values.map((value) => JSON.stringify(value)));
    return { field, values, differs: told.size > 1 };
  });
}
