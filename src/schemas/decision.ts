import { z } from "zod";
import { httpsUrl, identifier, plainText } from "./primitives.ts";

export const decisionId = z
  .string()
  .regex(/^D-\d{4}-\d{3}$/, "expected an id like D-2026-003")
  .meta({ description: "Stable id of a decision; never used twice.", examples: ["D-2026-003"] });

/** A named address: where something was said, or what shows that it is so. */
export const namedLink = z.strictObject({ name: plainText(120), url: httpsUrl });
export type NamedLink = z.infer<typeof namedLink>;

const votes = z.strictObject({
  for: z.int().min(0),
  against: z.int().min(0),
  abstain: z.int().min(0).default(0),
});

/** One decision of a meeting, in the frontmatter of its minutes. */
export const decisionSchema = z.strictObject({
  id: decisionId,
  title: plainText(120),
  text: plainText(2000).meta({ description: "What was decided." }),
  reasons: z
    .array(plainText(600))
    .default([])
    .meta({ description: "Why; at least one. A check of its own asks for it." }),
  alternatives: z.array(plainText(600)).default([]).meta({
    description: "What was considered and not taken, as far as the record has it.",
  }),
  how: z
    .union([z.enum(["consensus", "not recorded"]), z.strictObject({ votes })], {
      error: 'expected "consensus", "not recorded" or {votes: {for, against, abstain}}',
    })
    .meta({ description: "How it was decided; never guessed afterwards." }),
  topics: z.array(identifier).default([]),
  tracks: z.array(identifier).default([]),
  rulesets: z.array(identifier).default([]),
  amends: z
    .array(decisionId)
    .default([])
    .meta({ description: "Earlier decisions that this one changes or replaces." }),
  changes: z
    .array(
      z.strictObject({
        ruleset: identifier,
        field: z
          .string()
          .regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/)
          .meta({
            description: "Place in ruleset.yaml; list items by their id.",
            examples: ["tracks.basic.target"],
          }),
      }),
    )
    .default([])
    .meta({ description: "Values of rulesets that this decision is the reason for." }),
  links: z.array(namedLink).default([]),
});
export type Decision = z.infer<typeof decisionSchema>;
