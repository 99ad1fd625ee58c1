import { z } from "zod";
import { identifier, imageByDigest, sha256, timestamp } from "./primitives.ts";

const commit = z.string().regex(/^[0-9a-f]{40}$/);
const seed = z.int().min(0);

/**
 * `admission.json`: what may be measured, written by the job that let it in and read by all jobs
 * after it. It binds the measurement to one commit and to the digests claimed there.
 */
export const admissionSchema = z.strictObject({
  schema: z.literal(1),
  submission: identifier,
  ruleset: identifier,
  /** Folder of the entry from the root of the repository. */
  folder: z.string().regex(/^content\/submissions\/[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/),
  /** Null where the entry is on main already and is measured again. */
  pull_request: z
    .strictObject({ number: z.int().min(1), head_sha: commit, opened_at: timestamp })
    .nullable(),
  /** SHA-256 of result.json at that commit. */
  claimed_sha256: sha256,
  /** SHA-256 of request.json beside this file. */
  request_sha256: sha256,
  /** Container image of the kernel, by digest. */
  image: imageByDigest,
  /** Labels of the machines that measure it; more than one where the first is checked on. */
  hosts: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]*$/))
    .min(1)
    .max(4),
  samples: z
    .array(
      z.strictObject({
        seed,
        /** Name beside this file, where it lies or shall lie. */
        file: z.string().regex(/^samples-\d+\.npz$/),
        /** Where it is downloaded from; null where it lies in the entry's folder. */
        url: z.url({ protocol: /^https$/ }).nullable(),
        sha256,
      }),
    )
    .min(1)
    .max(200),
  /** Hosts that samples may be named on, from the ruleset. */
  artifact_hosts: z.array(z.string()),
});
export type Admission = z.infer<typeof admissionSchema>;

/** `.github/measuring.yaml`: what maintainers fill in before the first measurement. */
export const measuringSchema = z.strictObject({
  image: admissionSchema.shape.image.nullable(),
  hosts: z.array(admissionSchema.shape.hosts.element),
  repeat_share: z.number().min(0).max(1),
  nightly: z.array(identifier),
});
export type Measuring = z.infer<typeof measuringSchema>;
