import type { Ruleset } from "../../schemas/ruleset.ts";
import { bytes, count, day } from "../numbers.ts";
import {
  axes,
  besideBaselineText,
  parameterText,
  recordText,
  runsText,
  targetTestText,
  tiesText,
} from "./words.ts";

/** A value of a ruleset under the name that readers know, and its field in ruleset.yaml. */
export type Fact = { readonly name: string; readonly value: string; readonly field: string };

const known = (facts: readonly (readonly [string, string, string | undefined])[]): Fact[] =>
  facts.flatMap(([field, name, value]) => (value === undefined ? [] : [{ name, value, field }]));

/** What is trained and measured, in a few words. */
export function taskFacts({ task, ...ruleset }: Ruleset): Fact[] {
  const { resolution, samples, sampling_steps: steps, classes } = task;
  return known([
    ["task.dataset", "Dataset", task.dataset],
    [
      "task.resolution",
      "Resolution",
      resolution === undefined ? undefined : `${resolution} × ${resolution}`,
    ],
    ["task.conditioning", "Conditioning", task.conditioning],
    ["task.classes", "Classes", classes === undefined ? undefined : count(classes)],
    [
      "task.samples",
      "Samples of an evaluation",
      samples === undefined ? undefined : count(samples),
    ],
    ["task.sampling_steps", "Sampling steps", steps === undefined ? undefined : count(steps)],
    ["axes.primary", "Ranked by", axes[ruleset.axes.primary]],
    [
      "axes.secondary",
      "Shown beside it",
      ruleset.axes.secondary.map((axis) => axes[axis]).join(", "),
    ],
    ["runs", "Runs", runsText({ task, ...ruleset })],
    ["runs.significance", "Significance", targetTestText({ task, ...ruleset }) ?? undefined],
    ["record", "A record is", recordText({ task, ...ruleset })],
    ["ties", "Shares a place", tiesText({ task, ...ruleset })],
    ["timing", "A baseline run beside an entry", besideBaselineText({ task, ...ruleset })],
  ]);
}

/** The numbers an entry must keep within. */
export function limitFacts(ruleset: Ruleset): Fact[] {
  const { limits, kernel, evaluations, raises } = ruleset;
  const raised = Object.entries(raises).map(([code, severity]) => `${code} (${severity})`);
  return known([
    ["limits.parameters", "Parameters", parameterText(ruleset)],
    ["limits.log_bytes", "A log, at most", bytes(limits.log_bytes)],
    ["limits.folder_bytes", "A folder, at most", bytes(limits.folder_bytes)],
    [
      "limits.samples_in_folder",
      "Samples",
      limits.samples_in_folder ? "in the folder or at a listed host" : "at a listed host",
    ],
    ["limits.artifact_hosts", "Hosts of artifacts", limits.artifact_hosts.join(", ")],
    [
      "evaluations",
      "Between evaluation points",
      evaluations && `at most ${count(evaluations.most_samples_apart)} samples`,
    ],
    [
      "raises",
      "Findings taken more seriously",
      raised.length === 0 ? undefined : raised.join(", "),
    ],
    [
      "kernel",
      "Kernel",
      kernel === null
        ? "none"
        : `version ${kernel.version}, features ${kernel.features}, reference ${kernel.reference}`,
    ],
  ]);
}

/** When a ruleset came to be, and what it follows from. */
export function originFacts(ruleset: Ruleset): Fact[] {
  const { published, drafted } = ruleset;
  return known([
    ["id", "Id", ruleset.id],
    ["published", "Published", published === null ? undefined : day(published)],
    ["drafted", "Drafted", drafted === undefined ? undefined : day(drafted)],
    ["cycle", "Cycle", ruleset.cycle],
  ]);
}
