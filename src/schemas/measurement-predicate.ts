import { z } from "zod";
import { identifier, imageByDigest, sha256 } from "./primitives.ts";

/** What the signature of a measurement states, besides the digests of the files it signs. */
export const measurementPredicateSchema = z.strictObject({
  submission: identifier,
  ruleset: identifier,
  request_sha256: sha256,
  pull_request: z
    .strictObject({ number: z.int().min(1), head_sha: z.string().regex(/^[0-9a-f]{40}$/) })
    .nullable(),
  image: imageByDigest,
  kernel_version: z.string(),
  hosts: z.array(z.string()),
  samples: z.array(z.strictObject({ seed: z.int().min(0), sha256 })),
  claimed_sha256: sha256,
});
export type MeasurementPredicate = z.infer<typeof measurementPredicateSchema>;
