import { z } from "zod";
import {
  httpsUrl,
  identifier,
  metricId,
  plainText,
  sha256,
  timestamp,
  tolerance,
} from "./primitives.ts";

const values = z.record(metricId, z.number());
export const verdict = z.enum(["confirmed", "refuted", "inconclusive"]);
export type Verdict = z.infer<typeof verdict>;

const sampleCheck = z.strictObject({
  id: z.string(),
  status: z.enum(["pass", "warn", "fail"]),
  value: z.number(),
  threshold: z.number(),
  indices: z.array(z.int().min(0)).max(10),
});

/** How far a measured value could lie elsewhere had other images been drawn from the same model. */
const uncertainty = z.strictObject({
  standard_error: z.number().min(0),
  images: z.int().min(1).meta({ description: "Images that the value rests on." }),
  method: z
    .string()
    .meta({ description: "How it was found, and of what; docs/kernel-metrics.md explains each." }),
});

const verifiedRun = z.strictObject({
  seed: z.int().min(0),
  samples: z.strictObject({
    sha256: sha256.nullable(),
    expected_sha256: sha256,
    count: z.int().min(0).nullable(),
  }),
  measured: values,
  uncertainty: z.record(metricId, uncertainty).optional(),
  claimed: values,
  verdict,
  reasons: z.array(plainText(500)),
  checks: z.array(sampleCheck),
});

/** `verification.json`: what the kernel measured for a claim. Written by the kernel only. */
export const verificationSchema = z.strictObject({
  schema: z.literal(1),
  submission: identifier,
  ruleset: identifier,
  kernel: z.strictObject({ version: z.string(), source_sha256: sha256 }),
  samples: z.strictObject({ sha256: sha256.nullable(), count: z.int().min(0) }),
  reference: z.strictObject({ name: z.string(), sha256 }),
  features: z.strictObject({ name: z.string(), sha256 }),
  further_files: z
    .array(z.strictObject({ name: z.string(), sha256 }))
    .optional()
    .meta({
      description:
        "Further files that took part, such as the network of KDD and a table of training images.",
    }),
  measured: values,
  claimed: values,
  tolerance: z.record(metricId, tolerance),
  verdict,
  reasons: z.array(plainText(500)),
  runs: z.array(verifiedRun),
  environment: z.strictObject({
    accelerator: z.string(),
    driver: z.string().nullable(),
    frameworks: z.record(z.string(), z.string()),
    python: z.string(),
    platform: z.string(),
  }),
  started_at: timestamp,
  duration_seconds: z.number().min(0),
  run_url: httpsUrl.nullable(),
  pull_request: z
    .strictObject({
      number: z.int().min(1),
      head_sha: z.string().regex(/^[0-9a-f]{40}$/),
      opened_at: timestamp.meta({ description: "Decides who was first." }),
    })
    .nullable()
    .optional()
    .meta({ description: "The pull request and commit that were measured." }),
  attestation_url: httpsUrl.nullable().optional(),
});
export type Verification = z.infer<typeof verificationSchema>;
