import { z } from "zod";
import {
  httpsUrl,
  identifier,
  isoDate,
  metricId,
  plainText,
  sha256,
  tolerance,
} from "./primitives.ts";
import { tightening } from "./tightening.ts";

/** One metric of the measurement system; every track of the ruleset shares it. */
const metric = z.strictObject({
  id: metricId,
  name: plainText(60),
  direction: z.enum(["min", "max"]).meta({ description: "Which way is better." }),
  unit: z.string().max(20).default(""),
  description: plainText(400).optional(),
  measured_by: z.enum(["kernel", "adapter", "submitter"]).meta({
    description:
      "kernel: re-measured here. adapter: by an official package behind the kernel's adapter. submitter: claimed only.",
  }),
  tolerance: tolerance.optional(),
  minimum: z.number().optional().meta({ description: "Smallest value that can occur." }),
  maximum: z.number().optional().meta({ description: "Largest value that can occur." }),
});

const bound = z.strictObject({
  metric: metricId,
  value: z.number(),
  provisional: z.boolean().default(false).meta({
    description: "True while the community has not fixed the value; marked wherever it shows.",
  }),
  source: plainText(300).optional(),
});

/**
 * A track tightens its ruleset and nothing else. It has no `metrics` and no `axes` keys, and
 * unknown keys are refused, so one ruleset stays one measurement system.
 */
const track = z.strictObject({
  id: identifier,
  title: plainText(80),
  summary: plainText(400).optional(),
  ranked: z.boolean(),
  target: bound.optional(),
  guards: z.array(bound).default([]),
  requires: z
    .array(z.enum(["external_modules", "based_on", "affiliations", "usd_per_hour", "notes"]))
    .default([])
    .meta({ description: "Fields of result.json that this track makes mandatory and non-empty." }),
  narrows: z
    .record(z.string(), tightening)
    .default({})
    .meta({
      description: "Tighter limits for fields of result.json, by dotted path.",
      examples: [{ "model.parameters": { maximum: 1_000_000 } }],
    }),
});

const hardwareClass = z.strictObject({
  id: identifier,
  name: plainText(80),
  accelerator: plainText(80).optional(),
  count: z.int().min(1).optional(),
  max_samples_per_second_per_device: z.number().positive().optional(),
  provisional: z.boolean().default(false),
});

const task = z.strictObject({
  dataset: plainText(80),
  resolution: z.int().positive().optional(),
  conditioning: plainText(80),
  samples: z.int().positive().optional().meta({
    description: "Number of samples an evaluation rests on.",
  }),
  sampling_steps: z.int().positive().optional(),
  sample_shape: z.array(z.int().positive()).length(3).optional().meta({
    description: "Height, width, channels of one sample.",
  }),
  sample_maximum: z.int().positive().optional(),
  classes: z.int().positive().optional(),
});

const clock = z.strictObject({
  counts: z.array(plainText(80)).min(1),
  excludes: z.array(plainText(80)),
  forbids: z.array(plainText(120)).default([]),
});

const limits = z.strictObject({
  log_bytes: z.int().positive().default(20_000_000),
  folder_bytes: z.int().positive().default(50_000_000),
  artifact_hosts: z.array(z.string()).default(["huggingface.co", "zenodo.org", "github.com"]),
  samples_in_folder: z.boolean().default(false).meta({
    description: "True where sample files are small enough to lie in the submission folder.",
  }),
  parameters: z
    .strictObject({ minimum: z.int().positive(), maximum: z.int().positive() })
    .default({ minimum: 1_000, maximum: 100_000_000_000 }),
});

const level = z.number().gt(0).lt(1);

/** Which differences in time are too small to be a place. */
const ties = z.strictObject({
  alpha: level.optional().meta({ description: "Level of the tie bands; 0.05 without it." }),
  host_spread_relative: z.number().min(0).lt(1).optional().meta({
    description: "Share by which the same training differs between two machines of a class.",
  }),
  source: plainText(300).optional().meta({ description: "How the spread was measured." }),
});

const kernel = z.strictObject({
  version: z.string(),
  features: z.string(),
  reference: z.string(),
  training_images: z.string().optional().meta({
    description: "Table of fingerprints of the training images, which samples are held against.",
  }),
  digests: z.record(z.string(), sha256).default({}).meta({
    description: "SHA-256 of the feature weights and the reference, by name.",
  }),
});

/** `ruleset.yaml`: one published, immutable version of the rules, as data. */
export const rulesetSchema = z.strictObject({
  id: identifier,
  cycle: identifier,
  title: plainText(120),
  summary: plainText(600),
  status: z.enum(["draft", "published", "superseded"]),
  drafted: isoDate.optional(),
  published: isoDate.nullable().default(null),
  supersedes: z.array(identifier).default([]),
  decisions: z.array(z.string().regex(/^D-\d{4}-\d{3}$/)).default([]),
  discussion: httpsUrl.optional(),
  question: plainText(400),
  task,
  axes: z.strictObject({
    primary: z.enum(["clock_seconds", "samples_seen"]),
    secondary: z.array(z.enum(["clock_seconds", "samples_seen"])),
  }),
  metrics: z.array(metric).min(1),
  clock,
  runs: z.strictObject({
    minimum: z.int().min(1),
    aggregate: z.enum(["mean"]),
    significance: z
      .strictObject({
        alpha: level,
        waivable: z.enum(["systems-only"]).optional().meta({
          description:
            "systems-only: reviewers may waive the test for an entry that changes speed and nothing that is learnt.",
        }),
      })
      .nullable(),
    stop: z.enum(["first-crossing", "fixed"]).optional().meta({
      description:
        "Where a run's clock stops. first-crossing (the default): at its first evaluation point at which target and guards hold. fixed: at the claimed point, the same step in every run; the mean over the runs has to hold.",
    }),
  }),
  record: z.strictObject({
    margin_relative: z.number().min(0).max(1),
    significance: z.strictObject({ alpha: level }).optional().meta({
      description:
        "Level of the one-sided test that a record beats the one before by the margin. Without it the means decide.",
    }),
    requires: z.enum(["claimed", "verified", "reproduced"]).optional().meta({
      description:
        "Trust a record needs. Without it: verified where the kernel measures the target, else claimed.",
    }),
  }),
  ties: ties.optional(),
  timing: z
    .strictObject({
      beside_baseline: z.enum(["recorded", "adjusts"]).meta({
        description:
          "adjusts: a time counts relative to the baseline that was re-run beside it on the same machine.",
      }),
    })
    .optional(),
  hardware_classes: z.array(hardwareClass).min(1),
  statements: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), plainText(400)),
  limits: limits.prefault({}),
  kernel: kernel.nullable(),
  tracks: z.array(track).min(1),
  evaluations: z
    .strictObject({
      most_samples_apart: z.int().positive().meta({
        description: "Training samples that may lie between two evaluation points. Unit: samples.",
      }),
    })
    .optional(),
  raises: z
    .record(z.string(), z.enum(["warning", "error"]))
    .default({})
    .meta({ description: "Findings this ruleset takes more seriously, by code; never less." }),
  open_questions: z.array(plainText(300)).default([]),
});

export type Ruleset = z.infer<typeof rulesetSchema>;
export type Track = Ruleset["tracks"][number];
export type Metric = Ruleset["metrics"][number];
export type Bound = z.infer<typeof bound>;
export type HardwareClass = z.infer<typeof hardwareClass>;
