import { z } from "zod";
import { identifier, sha256 } from "./primitives.ts";
import { registryRecordSchema, registrySubmissionSchema } from "./registry.ts";
import { rulesetSchema } from "./ruleset.ts";

/** The parts of the registry that have files of their own under `/api/v1/`. */

const version = z.literal(1);

export const rulesetsPartSchema = z.object({
  version,
  rulesets: z.array(rulesetSchema).readonly(),
});

export const submissionsPartSchema = z.object({
  version,
  submissions: z.array(registrySubmissionSchema).readonly(),
});

export const recordsPartSchema = z.object({
  version,
  records: z.array(registryRecordSchema).readonly().meta({
    description: "Oldest first within each (ruleset, track, hardware class).",
  }),
});

const point = z.object({
  x: z.number().meta({ description: "Training clock. Unit: seconds." }),
  value: z.number(),
  guardsHold: z.boolean(),
});

const neighbour = z.object({
  id: z.string(),
  path: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.int().min(0), sha256 })),
});

/** `/api/v1/surroundings.json`: everything outside a folder that checking it needs. */
export const surroundingsSchema = z.object({
  version,
  rulesets: z.array(rulesetSchema),
  entries: z.array(neighbour),
  records: z.array(
    z.object({
      ruleset: identifier,
      track: identifier,
      hardware_class: identifier,
      submission: z.string(),
      time_to_target_seconds: z.number().min(0),
      title: z.string(),
      samples_to_target: z.number().nullable(),
      series: z
        .array(
          z.object({
            seed: z.int().min(0),
            points: z.array(point),
            crossing: point.nullable().meta({ description: "Where the target was reached." }),
          }),
        )
        .meta({ description: "The target's metric along the training clock, thinned." }),
    }),
  ),
});
