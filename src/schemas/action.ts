import { z } from "zod";
import { namedLink } from "./decision.ts";
import { isoDate, plainText } from "./primitives.ts";

export const actionId = z
  .string()
  .regex(/^A-\d{4}-\d{3}$/, "expected an id like A-2026-001")
  .meta({ description: "Stable id of an action; never used twice.", examples: ["A-2026-001"] });

/** Something a meeting left to be done, in the frontmatter of its minutes. */
export const actionSchema = z.strictObject({
  id: actionId,
  text: plainText(600),
  owner: plainText(100)
    .nullable()
    .default(null)
    .meta({ description: "A person who agreed to be named, or a role. null: nobody yet." }),
  due: isoDate.nullable().default(null),
  state: z.enum(["open", "done", "dropped"]),
  evidence: z
    .array(namedLink)
    .default([])
    .meta({ description: "What shows that it was done, or why it was dropped." }),
});
export type Action = z.infer<typeof actionSchema>;
