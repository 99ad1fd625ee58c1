import { z } from "zod";
import { httpsUrl, identifier, isoDate, plainText, timestamp } from "./primitives.ts";

/** A reviewer's written decision about one submission. */
export const rulingSchema = z.strictObject({
  decision: z.enum(["accept", "dispute", "resolve", "retract", "disqualify", "reproduce"]).meta({
    description:
      "accept: it stands. dispute: under question. resolve: the dispute ended in its favour. " +
      "retract: withdrawn by its submitter. disqualify: broke a clause. reproduce: its training was re-run.",
  }),
  date: isoDate,
  ruleset: identifier.meta({ description: "Ruleset version it was judged under." }),
  clauses: z.array(z.string()).default([]),
  techniques: z
    .array(identifier)
    .default([])
    .meta({
      description: "What it is about, for whoever looks for earlier rulings.",
      examples: [["lookup-table"]],
    }),
  reason: plainText(2000),
  by: z.array(plainText(100)).min(1).meta({ description: "Who judged: names or roles." }),
  recused: z.array(plainText(100)).default([]),
  link: httpsUrl.nullable().default(null).meta({ description: "Where it was discussed." }),
  reply: plainText(2000).optional().meta({ description: "The submitter's reply." }),
  waives: z
    .array(z.enum(["significance"]))
    .optional()
    .meta({ description: "Demands that the ruleset lets reviewers waive, and that they waived." }),
});
export type Ruling = z.infer<typeof rulingSchema>;

const timedRun = z.strictObject({
  seed: z.int().min(0),
  clock_seconds: z.number().min(0.001),
});

/** An entry trained again to be timed: the same code to the same evaluation point. */
export const timingSchema = z.strictObject({
  date: isoDate,
  host: plainText(120).meta({ description: "The machine it was timed on." }),
  reason: plainText(2000),
  by: z.array(plainText(100)).min(1),
  link: httpsUrl.nullable().default(null),
  runs: z.array(timedRun).min(1).max(100),
  baseline: z
    .strictObject({
      submission: identifier.meta({ description: "The entry that was re-run beside it." }),
      interleaved: z.boolean().meta({ description: "True where the two took turns." }),
      runs: z.array(timedRun).min(1).max(100),
    })
    .optional(),
});
export type Timing = z.infer<typeof timingSchema>;

/** `rulings.yaml` in a submission folder, oldest ruling first. */
export const rulingsSchema = z.strictObject({
  pull_request: z
    .strictObject({
      opened_at: timestamp.meta({ description: "Decides who was first." }),
      url: httpsUrl.nullable().default(null),
    })
    .optional(),
  rulings: z.array(rulingSchema).min(1),
  timings: z.array(timingSchema).max(50).optional().meta({
    description:
      "Times measured again, on reference hardware or beside a baseline; the last counts.",
  }),
  exceptions: z
    .array(
      z.strictObject({
        code: z
          .string()
          .regex(/^[a-z]+(-[a-z]+)*$/)
          .meta({ description: "Code of the finding it excuses." }),
        file: z.string().optional().meta({ description: "Only in this file." }),
        pointer: z.string().optional().meta({ description: "Only at this JSON Pointer." }),
        reason: plainText(500),
        by: z.array(plainText(100)).min(1),
      }),
    )
    .optional()
    .meta({ description: "Findings that reviewers excuse, with the reason." }),
});
export type Rulings = z.infer<typeof rulingsSchema>;
export type Exception = NonNullable<Rulings["exceptions"]>[number];
