import { z } from "zod";
import { fileName, httpsUrl, identifier, isoDate, plainText, sha256 } from "./primitives.ts";
import type { Ruleset } from "./ruleset.ts";

/** `result.json`: what a submitter claims. Its JSON Schema is made for one ruleset and track. */

const submitter = z.strictObject({
  name: plainText(100).meta({ description: "Name to be credited.", examples: ["Ada Lovelace"] }),
  github: z
    .string()
    .regex(/^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$/)
    .meta({ description: "GitHub account, without the @.", examples: ["ada"] }),
  affiliation: plainText(120).meta({ description: "Institution, if any." }).optional(),
  orcid: z
    .string()
    .regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/)
    .meta({ description: "ORCID iD.", examples: ["0000-0002-1825-0097"] })
    .optional(),
});

const code = z.strictObject({
  repository: httpsUrl.meta({
    description: "Public repository of the training code.",
    examples: ["https://github.com/owner/name"],
  }),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .meta({
      description: "Full commit SHA that was run, 40 hexadecimal digits.",
      examples: ["0123456789abcdef0123456789abcdef01234567"],
    }),
  license: plainText(60).meta({ description: "SPDX licence id.", examples: ["Apache-2.0"] }),
});

const model = z.strictObject({
  architecture: plainText(300).meta({
    description: "Architecture in one line; state depth and width.",
    examples: ["DiT, depth 4, width 96, patch 2"],
  }),
  parameters: z
    .int()
    .positive()
    .meta({
      description: "Trainable parameters, embeddings included. Unit: count.",
      examples: [140_000_000],
    }),
  changes: z.array(plainText(300)).meta({
    description: "Changes to the architecture or method, against the entry it is based on.",
    examples: [["logit-normal time sampling"]],
  }),
  techniques: z
    .array(identifier)
    .max(20)
    .optional()
    .meta({
      description:
        "Short names of these changes, so that an idea can be followed; the same name for the same idea.",
      examples: [["logit-normal-time-sampling"]],
    }),
});

const externalModule = z.strictObject({
  name: plainText(100).meta({ description: "Name of the module.", examples: ["DINOv2-B/14"] }),
  role: plainText(120).meta({ description: "What it does in training.", examples: ["alignment"] }),
  source: httpsUrl.meta({ description: "Where it comes from." }),
  digest: sha256.meta({ description: "SHA-256 of its weights." }),
  aligned_layers: z
    .array(z.int().min(0))
    .meta({ description: "Layers aligned with it." })
    .optional(),
  loss: plainText(120).meta({ description: "Alignment loss." }).optional(),
  weighting: plainText(120).meta({ description: "Weight of that loss over training." }).optional(),
  frozen_or_ema: z
    .enum(["frozen", "ema"])
    .meta({ description: "Whether its features are frozen or follow an EMA." })
    .optional(),
});

const training = z.looseObject({
  dataset: plainText(100).meta({ description: "Training data.", examples: ["imagenet-1k-train"] }),
  resolution: z.int().positive().meta({ description: "Side of an image. Unit: pixels." }),
  batch_size: z.int().positive().meta({ description: "Global batch. Unit: samples." }),
  optimizer: plainText(200).meta({ description: "Optimizer and its settings." }),
  precision: plainText(60).meta({ description: "Number format.", examples: ["bf16", "float32"] }),
});

const sampling = z.strictObject({
  steps: z.int().positive().meta({ description: "Network evaluations per sample." }),
  guidance: plainText(120).meta({ description: "Guidance used.", examples: ["none"] }),
  sampler: plainText(120).meta({ description: "Solver.", examples: ["euler"] }),
  seed: z.int().min(0).meta({ description: "Seed of the initial noise." }),
});

const links = z.strictObject({
  wandb: httpsUrl.meta({ description: "W&B run." }).optional(),
  paper: httpsUrl.meta({ description: "Paper or report." }).optional(),
  discussion: httpsUrl.meta({ description: "Public discussion of the entry." }).optional(),
});

const hardware = (ruleset: Ruleset) =>
  z.strictObject({
    class: z.enum(ruleset.hardware_classes.map((entry) => entry.id)).meta({
      description: "Hardware class of the ruleset; records are kept per class.",
    }),
    accelerator: plainText(120).meta({ description: "Device name.", examples: ["H100 SXM"] }),
    count: z.int().positive().meta({ description: "Devices used. Unit: count." }),
    nodes: z.int().positive().meta({ description: "Machines used. Unit: count." }),
    usd_per_hour: z
      .number()
      .min(0)
      .meta({ description: "Price of one device for an hour. Unit: USD." })
      .optional(),
  });

/** Metrics of a claim: the target and guards of the track are mandatory, the others welcome. */
function claimedMetrics(ruleset: Ruleset, trackId: string) {
  const track = ruleset.tracks.find((candidate) => candidate.id === trackId);
  const needed = new Set(
    [track?.target, ...(track?.guards ?? [])].flatMap((bound) => (bound ? [bound.metric] : [])),
  );
  const fields = ruleset.metrics.map((metric) => {
    let value = z.number();
    if (metric.minimum !== undefined) value = value.min(metric.minimum);
    if (metric.maximum !== undefined) value = value.max(metric.maximum);
    const described = value.meta({
      description: `${metric.name} at the claimed evaluation point${metric.unit ? `. Unit: ${metric.unit}` : ""}.`,
    });
    return [metric.id, needed.has(metric.id) ? described : described.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(fields));
}

const run = (ruleset: Ruleset, trackId: string) =>
  z.strictObject({
    seed: z
      .int()
      .min(0)
      .meta({ description: "Seed of this training run.", examples: [1] }),
    log: z.union([
      fileName,
      z
        .strictObject({ url: httpsUrl, sha256 })
        .meta({ description: "For a log above the ruleset's size limit." }),
    ]),
    claim: z.strictObject({
      clock_seconds: z
        .number()
        .min(0)
        .meta({
          description:
            "Clock of the first evaluation point at which target and guards hold. Unit: s.",
          examples: [61.5],
        }),
      samples_seen: z.int().min(0).meta({
        description: "Training samples seen by then, repetitions counted. Unit: samples.",
      }),
      metrics: claimedMetrics(ruleset, trackId),
    }),
    samples: z.strictObject({
      uri: (ruleset.limits.samples_in_folder ? z.union([fileName, httpsUrl]) : httpsUrl).meta({
        description: "The samples behind the claimed metrics.",
      }),
      sha256,
      count: z.int().positive().meta({ description: "Number of samples in the file." }),
      format: z.enum(["npz"]).meta({ description: "File format." }),
    }),
  });

/** Zod schema of result.json under one ruleset and track; `track` itself must name a real track. */
export function resultSchema(ruleset: Ruleset, trackId: string) {
  const statements = Object.fromEntries(
    Object.entries(ruleset.statements).map(([key, text]) => [
      key,
      z.literal(true).meta({ description: text }),
    ]),
  );
  return z.strictObject({
    $schema: httpsUrl.meta({ description: "Address of this schema, for editors." }).optional(),
    ruleset: z.literal(ruleset.id).meta({ description: "Ruleset this entry obeys." }),
    track: z.literal(trackId).meta({ description: "Track it competes in." }),
    title: plainText(120).meta({ description: "One line that says what is new." }),
    date: isoDate.meta({ description: "Day of submission; begins the folder's name." }),
    submitters: z.array(submitter).min(1).max(50),
    code,
    model,
    external_modules: z.array(externalModule).default([]),
    hardware: hardware(ruleset),
    training,
    sampling,
    runs: z.array(run(ruleset, trackId)).min(1).max(100),
    statements: z.strictObject(statements),
    based_on: z.array(identifier).max(20).optional().meta({
      description: "Ids of the entries this one builds on.",
    }),
    links: links.optional(),
    notes: plainText(2000).optional().meta({ description: "Anything a reviewer should know." }),
  });
}

export type Result = z.infer<ReturnType<typeof resultSchema>>;
export type ResultRun = Result["runs"][number];
