import { z } from "zod";
import { httpsUrl, timestamp } from "./primitives.ts";

/** Where an open pull request stands: in exactly one of these at any time. */
export const queueStates = ["received", "mend", "measure", "remeasure", "rule"] as const;

const waiting = z.strictObject({
  number: z.int().min(1),
  title: z.string().max(1000),
  author: z.string().min(1).max(60),
  url: httpsUrl,
  opened_at: timestamp,
  state: z.enum(queueStates),
  /** Since when it has been in this state. */
  since: timestamp,
});
export type Waiting = z.infer<typeof waiting>;

/** What `queue` writes and the queue page is made from: never kept, since it is old in an hour. */
export const queueSchema = z.strictObject({ as_of: timestamp, waiting: z.array(waiting) });
export type Queue = z.infer<typeof queueSchema>;
