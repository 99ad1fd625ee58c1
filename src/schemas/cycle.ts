import { z } from "zod";
import { decisionId, namedLink } from "./decision.ts";
import { httpsUrl, identifier, isoDate, plainText } from "./primitives.ts";

const milestone = z.strictObject({
  id: identifier,
  text: plainText(300),
  state: z.enum(["open", "done"]),
  evidence: z.array(namedLink).default([]),
});

/** Each part is null until there is something to link or to say; the page then says so. */
const callForProposals = z.strictObject({
  summary: plainText(600),
  confirmed: z.boolean(),
  content: httpsUrl.nullable(),
  time: plainText(200).nullable(),
  place: plainText(200).nullable(),
  directions: z.array(plainText(300)).default([]),
});

const baselineCall = z.strictObject({
  id: identifier,
  title: plainText(120),
  text: plainText(1000),
  decision: decisionId.nullable().default(null),
  requirements: z.array(
    z.strictObject({ text: plainText(300), provisional: z.boolean().default(false) }),
  ),
  open: z.array(plainText(300)).default([]).meta({ description: "What nobody has fixed yet." }),
  answer: z.array(plainText(600)).min(1).meta({ description: "How to answer, step by step." }),
});

const hardware = z.strictObject({
  confirmed: z.boolean(),
  note: plainText(600),
  offers: z
    .array(
      z.strictObject({
        what: plainText(200),
        by: plainText(100).meta({ description: "Who offers it, as they wish to be named." }),
        state: z.enum(["offered", "confirmed"]),
        evidence: z.array(namedLink).default([]),
      }),
    )
    .default([]),
});

const role = z.strictObject({
  role: plainText(80),
  does: plainText(400),
  names: z
    .array(plainText(100))
    .default([])
    .meta({ description: "People who agreed to be named. None: open." }),
});

const reviewStep = z.strictObject({
  id: identifier,
  step: plainText(200),
  actor: plainText(80).meta({ description: "Whose move it is." }),
  days: z.int().min(0).meta({ description: "Days that this step is meant to take. Unit: days." }),
  provisional: z.boolean().default(false),
});

/** content/cycles/<id>.yaml: one half-year season. */
export const cycleSchema = z.strictObject({
  id: identifier,
  title: plainText(120),
  summary: plainText(600),
  as_of: isoDate.meta({ description: "Day that the states below are of." }),
  milestones: z.array(milestone),
  call_for_proposals: callForProposals,
  baseline_calls: z.array(baselineCall).default([]),
  hardware,
  review_team: z.array(role).default([]),
  review_steps: z.array(reviewStep).default([]),
});
export type Cycle = z.infer<typeof cycleSchema>;
