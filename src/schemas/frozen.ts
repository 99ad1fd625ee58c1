import { z } from "zod";
import { identifier, sha256 } from "./primitives.ts";

/** Files of a ruleset that bind: what `publish` freezes. */
export const frozenFiles = ["ruleset.yaml", "index.mdx"] as const;
export type FrozenFile = (typeof frozenFiles)[number];

/** `content/rulesets/frozen.json`: the digests of every ruleset that was ever in force. */
export const frozenSchema = z.record(
  identifier,
  z.strictObject({ "ruleset.yaml": sha256, "index.mdx": sha256 }),
);
export type Frozen = z.infer<typeof frozenSchema>;
