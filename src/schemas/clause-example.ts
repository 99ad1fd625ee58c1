import { z } from "zod";
import { identifier, plainText } from "./primitives.ts";

/** A case under a clause, worked out: it explains, and binds nobody. The clause binds. */
export const clauseExampleSchema = z.strictObject({
  clause: z.string().regex(/^[A-Z]\d+$/, "expected the id of a clause like R4"),
  allowed: z.boolean(),
  case: plainText(300).meta({ description: "What somebody does." }),
  because: plainText(500).meta({ description: "Why it is, or is not, within the clause." }),
  technique: identifier.optional().meta({ description: "What it is about, for the search." }),
});
export type ClauseExample = z.infer<typeof clauseExampleSchema>;

/** `examples.yaml` beside a ruleset; not frozen, since examples are added as questions come up. */
export const clauseExamplesSchema = z.strictObject({
  examples: z.array(clauseExampleSchema).min(1),
});
