import type { Ruleset } from "../../schemas/ruleset.ts";
import { bytes, count, day } from "../numbers.ts";
import { axes, parameterText, recordText, runsText } from "./words.ts";

export type Fact = { readonly name: string; readonly value: string };

const known = (facts: readonly (readonly [string, string | undefined])[]): Fact[] =>
  facts.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));

/** What is trained and measured, in a few words. */
export function taskFacts({ task, ...ruleset }: Ruleset): Fact[] {
  const { resolution, samples, sampling_steps: steps, classes } = task;
  return known([
    ["Dataset", task.dataset],
    ["Resolution", resolution === undefined ? undefined : `${resolution} × ${resolution}`],
    ["Conditioning", task.conditioning],
    ["Classes", classes === undefined ? undefined : count(classes)],
    ["Samples of an evaluation", samples === undefined ? undefined : count(samples)],
    ["Sampling steps", steps === undefined ? undefined : count(steps)],
    ["Ranked by", axes[ruleset.axes.primary]],
    ["Shown beside it", ruleset.axes.secondary.map((axis) => axes[axis]).join(", ")],
    ["Runs", runsText({ task, ...ruleset })],
    ["A record is", recordText({ task, ...ruleset })],
  ]);
}

/** The numbers an entry must keep within. */
export function limitFacts(ruleset: Ruleset): Fact[] {
  const { limits, kernel, evaluations, raises } = ruleset;
  const raised = Object.entries(raises).map(([code, severity]) => `${code} (${severity})`);
  return known([
    ["Parameters", parameterText(ruleset)],
    ["A log, at most", bytes(limits.log_bytes)],
    ["A folder, at most", bytes(limits.folder_bytes)],
    [
      "Samples",
      limits.samples_in_folder ? "in the folder or at a listed host" : "at a listed host",
    ],
    ["Hosts of artifacts", limits.artifact_hosts.join(", ")],
    [
      "Between evaluation points",
      evaluations && `at most ${count(evaluations.most_samples_apart)} samples`,
    ],
    ["Findings taken more seriously", raised.length === 0 ? undefined : raised.join(", ")],
    [
      "Kernel",
      kernel === null
        ? "none"
        : `version ${kernel.version}, features ${kernel.features}, reference ${kernel.reference}`,
    ],
  ]);
}

/** When a ruleset came to be, and what it follows from. */
export function originFacts(ruleset: Ruleset): Fact[] {
  const { published, drafted, decisions } = ruleset;
  return known([
    ["Id", ruleset.id],
    ["Published", published === null ? undefined : day(published)],
    ["Drafted", drafted === undefined ? undefined : day(drafted)],
    ["Cycle", ruleset.cycle],
    ["Decisions", decisions.length === 0 ? undefined : decisions.join(", ")],
  ]);
}
