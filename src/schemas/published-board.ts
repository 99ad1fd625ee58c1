import { z } from "zod";
import { identifier, isoDate } from "./primitives.ts";
import { registryRecordSchema, registrySubmissionSchema, standing } from "./registry.ts";
import { rulesetSchema } from "./ruleset.ts";

/** What a leaderboard publishes of itself. Objects are open: later versions may add fields. */

/** An entry in short: `/leaderboards/<ruleset>/<track>/rows/<n>.json` holds some hundreds of them. */
const boardRow = z
  .object({
    id: z.string(),
    title: z.string(),
    by: z.string(),
    hardware: identifier,
    standing,
    rank: z.int().min(1).nullable().meta({ description: "Null where it holds no place." }),
    shared: z.boolean().meta({ description: "True where others share the place." }),
    time: z.number().min(0).nullable().meta({ description: "Time to target. Unit: seconds." }),
    sd: z.number().min(0).nullable().meta({ description: "Its spread over runs. Unit: seconds." }),
    samples: z.number().nullable(),
    parameters: z.number(),
    value: z.number().nullable().meta({ description: "The target metric." }),
    gain: z.number().nullable().meta({
      description:
        "Share by which it beat the record before it; null where it was none, or the first.",
    }),
    p_faster: z.number().nullable().meta({
      description: "One-sided p that it beat it by the margin; null where it cannot be told.",
    }),
    record: z.boolean(),
    date: isoDate,
  })
  .readonly();
export type BoardRow = z.infer<typeof boardRow>;

export const boardRowsSchema = z
  .array(boardRow)
  .readonly()
  .meta({ description: "The entries of a board in short: class by class, ranked ones first." });

/** `/leaderboards/<ruleset>/<track>/board.json`. */
export const boardSchema = z.object({
  version: z.literal(1),
  ruleset: identifier,
  track: rulesetSchema.shape.tracks.element,
  hardware_classes: rulesetSchema.shape.hardware_classes,
  entries: z.int().min(0).meta({ description: "Entries of the board, here or in the rows." }),
  submissions: z
    .array(registrySubmissionSchema)
    .readonly()
    .meta({ description: "The first of them: class by class, ranked ones first." }),
  rows: z.array(z.string()).readonly().meta({
    description: "Addresses, beside this file, of pieces that hold every entry in short.",
  }),
  records: z.array(registryRecordSchema).readonly(),
});
export type BoardDocument = z.infer<typeof boardSchema>;
