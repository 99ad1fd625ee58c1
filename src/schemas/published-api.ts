import { z } from "zod";
import { identifier, sha256 } from "./primitives.ts";
import { registryRecordSchema, registrySchema, registrySubmissionSchema } from "./registry.ts";
import { rulesetSchema } from "./ruleset.ts";

/** The files under `/api/v1/`. None grows with every entry: what does is cut into pieces. */

const version = z.literal(1);

/** `/api/v1/registry.json`: the registry, with its entries in files of their own. */
export const publishedRegistrySchema = registrySchema.unwrap().extend({
  submissions: z.object({
    total: z.int().min(0),
    files: z
      .array(
        z.object({
          path: z.string().meta({ description: "Relative to this file." }),
          first: z.string(),
          last: z.string(),
          count: z.int().min(1),
        }),
      )
      .readonly()
      .meta({ description: "In the order of the ids." }),
  }),
});
export type PublishedRegistry = z.infer<typeof publishedRegistrySchema>;

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

/** The entry that holds a record today, with the curves of its runs where its logs lie with it. */
const standingRecordSchema = z.object({
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
        points: z.array(point).readonly(),
        crossing: point.nullable().meta({ description: "Where the target was reached." }),
      }),
    )
    .readonly()
    .meta({ description: "The target's metric along the training clock, thinned." }),
});
export type StandingRecord = z.infer<typeof standingRecordSchema>;

/** `/api/v1/surroundings/ids/<n>.json`: a thousand entries, and where they lie. */
export const neighbourIdsSchema = z
  .array(z.object({ id: z.string(), path: z.string() }))
  .readonly();
export type NeighbourIds = z.infer<typeof neighbourIdsSchema>;

/** `/api/v1/surroundings/digests/<digits>.json`: logs and samples whose digests begin so. */
export const neighbourFilesSchema = z
  .array(z.object({ sha256, entry: z.string(), name: z.string(), bytes: z.int().min(0) }))
  .readonly();
export type NeighbourFiles = z.infer<typeof neighbourFilesSchema>;
export type NeighbourFile = NeighbourFiles[number];

const neighbourIndexSchema = z.object({
  ids: z
    .array(z.string())
    .readonly()
    .meta({ description: "The first id of surroundings/ids/1.json, of 2.json, and so on." }),
  digest_digits: z.int().min(0).max(3).meta({
    description: "Digits in the names of surroundings/digests/; with none, the file is all.json.",
  }),
});
export type NeighbourIndex = z.infer<typeof neighbourIndexSchema>;

/** `/api/v1/surroundings.json`: what is outside a folder and checking it needs. */
export const surroundingsSchema = z.object({
  version,
  rulesets: z.array(rulesetSchema).readonly(),
  entries: neighbourIndexSchema,
  records: z.array(standingRecordSchema).readonly(),
});
export type PublishedSurroundings = z.infer<typeof surroundingsSchema>;
