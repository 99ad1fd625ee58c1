import { z } from "zod";
import { metricId, timestamp } from "./primitives.ts";

/** One line of the canonical training log (JSON Lines). Unknown keys are kept and ignored. */
export const logEventSchema = z.looseObject({
  event: z.enum(["start", "step", "eval", "pause", "resume", "end"]),
  clock: z.number().min(0).meta({
    description:
      "Training clock, never decreasing; stands still between pause and resume. Unit: s.",
  }),
  step: z.int().min(0).optional(),
  samples: z.int().min(0).optional().meta({ description: "Training samples seen so far." }),
  loss: z.number().nullable().optional(),
  lr: z.number().nullable().optional(),
  metrics: z.record(metricId, z.number().nullable()).optional(),
  seed: z.int().min(0).optional(),
  time: timestamp.optional(),
  note: z.string().optional(),
});
export type LogEvent = z.infer<typeof logEventSchema>;
