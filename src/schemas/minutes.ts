import { z } from "zod";
import { actionSchema } from "./action.ts";
import { decisionSchema, namedLink } from "./decision.ts";
import { identifier, isoDate, plainText, timestamp } from "./primitives.ts";

const attendance = z.strictObject({
  named: z
    .array(plainText(100))
    .default([])
    .meta({ description: "People who were there and agreed to be named; no one else." }),
  agreed: z
    .boolean()
    .default(false)
    .meta({ description: "True: everybody in `named` agreed to stand here." }),
  roles: z.array(plainText(100)).default([]).meta({ description: "Roles that were present." }),
  note: plainText(300).optional(),
});

/** Frontmatter of content/meetings/<yyyy-mm-dd>.mdx; the prose below it is for reading. */
export const minutesSchema = z.strictObject({
  date: isoDate,
  title: plainText(120),
  kind: z.enum(["call", "in person", "written"]).meta({
    description: "written: agreed in public threads, with no meeting at one time.",
  }),
  state: z
    .enum(["planned", "held"])
    .default("held")
    .meta({ description: "planned: an agenda so far." }),
  starts_at: timestamp.optional(),
  place: plainText(300).optional().meta({ description: "Where to join, or where it was." }),
  cycle: identifier,
  attendance,
  agenda: z.array(plainText(600)).default([]),
  decisions: z.array(decisionSchema).default([]),
  actions: z.array(actionSchema).default([]),
  links: z.array(namedLink).default([]),
});
export type Minutes = z.infer<typeof minutesSchema>;
