import { z } from "zod";
import { identifier, isoDate, metricId, sha256 } from "./primitives.ts";
import { registryRecordSchema, registrySubmissionSchema, standing } from "./registry.ts";
import { rulingsSchema } from "./rulings.ts";
import { verificationSchema } from "./verification.ts";

/** What the page of an entry publishes. Objects are open: later versions may add fields. */

const seconds = z.number().min(0);

/** `/runs/<id>/data/entry.json`: everything that is known of one entry. */
export const entryDocumentSchema = z.object({
  version: z.literal(1),
  submission: registrySubmissionSchema,
  record: registryRecordSchema.nullable(),
  result: z.looseObject({}).meta({
    description: "result.json as submitted; the schema of its ruleset and track describes it.",
  }),
  verification: verificationSchema.nullable(),
  rulings: rulingsSchema.nullable(),
  files: z
    .array(z.object({ name: z.string(), bytes: z.int().min(0), sha256 }).readonly())
    .readonly(),
});

const evaluationRow = z
  .object({
    clock: seconds.meta({ description: "Training clock. Unit: seconds." }),
    samples: z.number().nullable(),
    metrics: z.record(metricId, z.number()).readonly(),
    guards_hold: z.boolean().meta({ description: "False where a guard failed here." }),
  })
  .readonly();
/** One evaluation of a run. */
export type EvaluationRow = z.infer<typeof evaluationRow>;

const curvesRun = z
  .object({
    seed: z.int().min(0),
    evaluations: z.array(evaluationRow).readonly().meta({
      description: "Thinned where there are very many; the CSV beside it has all.",
    }),
    stop: evaluationRow.nullable().meta({
      description: "The point that stopped the clock; null if none did.",
    }),
  })
  .readonly();
export type CurvesRun = z.infer<typeof curvesRun>;

const contest = z
  .object({
    ruleset: identifier,
    ruleset_title: z.string(),
    track: identifier,
    track_title: z.string(),
    hardware_class: identifier,
    hardware_name: z.string(),
  })
  .readonly()
  .meta({
    description: "Where it competes; times are compared within one ruleset, track and class only.",
  });

/** `/runs/<id>/data/curves.json`: what comparing entries needs of one of them. */
export const entryCurvesSchema = z
  .object({
    version: z.literal(1),
    id: z.string(),
    title: z.string(),
    submitters: z.string(),
    date: isoDate,
    standing,
    contest,
    time_to_target_seconds: seconds.nullable(),
    samples_to_target: z.number().nullable(),
    parameters: z.number(),
    target: z
      .object({ metric: metricId, value: z.number(), provisional: z.boolean() })
      .readonly()
      .nullable(),
    metrics: z
      .array(
        z.object({ id: metricId, name: z.string(), direction: z.enum(["min", "max"]) }).readonly(),
      )
      .readonly()
      .meta({ description: "Metrics that its logs carry, the target's first." }),
    runs: z.array(curvesRun).readonly(),
    runs_total: z.int().min(0).meta({ description: "Runs of the entry, drawn or not." }),
    configuration: z
      .array(z.object({ group: z.string(), name: z.string(), value: z.string() }).readonly())
      .readonly(),
  })
  .readonly();
export type EntryCurves = z.infer<typeof entryCurvesSchema>;
