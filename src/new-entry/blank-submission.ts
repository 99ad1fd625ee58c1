import { BLANK } from "../checks/blanks.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";

const blank = (what: string) => `${BLANK}: ${what}`;

/** A result.json of the right shape, whose blanks `check` refuses until they are filled. */
export function blankResult(ruleset: Ruleset, track: Track, date: string, schema: string) {
  const bounds = [track.target, ...track.guards].filter((bound) => bound !== undefined);
  const metrics = bounds.map(
    ({ metric }) => [metric, blank("value at the claimed point")] as const,
  );
  const { task } = ruleset;
  return {
    $schema: schema,
    ruleset: ruleset.id,
    track: track.id,
    title: blank("one line that says what is new"),
    date,
    submitters: [{ name: blank("your name"), github: blank("your GitHub account") }],
    code: {
      repository: blank("https address of your training code"),
      commit: blank("full commit SHA that was run"),
      license: blank("SPDX id, for example Apache-2.0"),
    },
    model: {
      architecture: blank("one line: kind, depth, width"),
      parameters: blank("number of trainable parameters, embeddings included"),
      changes: [blank("what changed against the entry it builds on; one line each")],
    },
    ...(track.requires.includes("external_modules") ? { external_modules: [externalModule] } : {}),
    hardware: {
      class: blank(`one of ${ruleset.hardware_classes.map(({ id }) => id).join(", ")}`),
      accelerator: blank("device name"),
      count: blank("number of devices"),
      nodes: blank("number of machines"),
      ...(track.requires.includes("usd_per_hour")
        ? { usd_per_hour: blank("price of one device for an hour in USD") }
        : {}),
    },
    training: {
      dataset: task.dataset,
      resolution: task.resolution ?? blank("side of an image in pixels"),
      batch_size: blank("global batch"),
      optimizer: blank("optimizer and its settings"),
      precision: blank("for example bf16"),
    },
    sampling: {
      steps: task.sampling_steps ?? blank("network evaluations per sample"),
      guidance: blank('for example "none"'),
      sampler: blank("for example euler"),
      seed: blank("seed of the initial noise"),
    },
    runs: Array.from({ length: ruleset.runs.minimum }, (_, index) => ({
      seed: blank("seed of this training"),
      log: `run-${index + 1}.jsonl`,
      claim: {
        clock_seconds: blank("clock of the evaluation point that stops the run"),
        samples_seen: blank("samples seen at that point"),
        metrics: Object.fromEntries(metrics),
      },
      samples: {
        uri: ruleset.limits.samples_in_folder
          ? `samples-${index + 1}.npz`
          : blank("https address of the samples"),
        sha256: blank("SHA-256 of the samples file"),
        count: task.samples ?? blank("number of samples"),
        format: "npz",
      },
    })),
    statements: Object.fromEntries(
      Object.entries(ruleset.statements).map(([key, text]) => [
        key,
        blank(`write true if this is so: ${text}`),
      ]),
    ),
    ...(track.requires.includes("based_on") ? { based_on: [blank("id of the entry")] } : {}),
    ...(track.requires.includes("notes") ? { notes: blank("what a reviewer should know") } : {}),
  };
}

const externalModule = {
  name: blank("for example DINOv2-B/14"),
  role: blank("what it does in training"),
  source: blank("https address"),
  digest: blank("SHA-256 of its weights"),
};

export const blankReadme = () => `# FILL IN: the title

## What changed

FILL IN: what is new against the entry you build on.

## Why it should help

FILL IN.

## How it was made

FILL IN: the command, at the commit that result.json names.
`;
