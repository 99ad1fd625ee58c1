import { z } from "zod";
import { httpsUrl, timestamp } from "./primitives.ts";

/** A text that somebody wrote on GitHub: kept as it is, and never shown but sanitised. */
const body = z.string().max(70_000);
const login = z.string().min(1).max(60);
const reactions = z.record(z.string(), z.int().min(1)).meta({
  description: "How many of each kind, as GitHub names them; kinds with none are left out.",
});

const reply = z.strictObject({
  id: z.string(),
  author: login,
  created_at: timestamp,
  updated_at: timestamp,
  url: httpsUrl,
  body,
  reactions,
  /** Deleted on GitHub, or removed here at its author's request: the text is gone, the place stays. */
  gone: z.enum(["deleted", "removed"]).optional(),
});
const comment = reply.extend({ replies: z.array(reply) });

/** `content/discussions/<kind>-<number>.json`: a public thread, kept as a record. */
export const discussionSchema = z.strictObject({
  schema: z.literal(1),
  kind: z.enum(["issue", "pull", "discussion"]),
  number: z.int().min(1),
  title: z.string().min(1).max(1000),
  author: login,
  state: z.enum(["open", "closed", "merged", "deleted"]),
  labels: z.array(z.string()),
  created_at: timestamp,
  updated_at: timestamp,
  url: httpsUrl,
  body,
  reactions,
  gone: z.enum(["deleted", "removed"]).optional(),
  comments: z.array(comment),
});
export type Discussion = z.infer<typeof discussionSchema>;
export type Comment = z.infer<typeof comment>;
export type Reply = z.infer<typeof reply>;

/** `content/discussions/sync.json`: up to when everything was mirrored. */
export const syncSchema = z.strictObject({ since: timestamp.nullable() });

/** `content/discussions/removals.yaml`: whose texts are taken out, one line each. */
export const removalsSchema = z.array(
  z.union([z.strictObject({ author: login }), z.strictObject({ id: z.string() })]),
);
export type Removals = z.infer<typeof removalsSchema>;
