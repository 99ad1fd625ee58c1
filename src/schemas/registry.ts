import { z } from "zod";
import { identifier, isoDate, metricId, sha256, timestamp } from "./primitives.ts";
import { rulesetSchema } from "./ruleset.ts";
import { rulingSchema } from "./rulings.ts";

/** What the site publishes under /api/v1/. Objects are open: later versions may add fields. */

const values = z.record(metricId, z.number()).readonly();
const seconds = z.number().min(0);

export const standing = z.enum([
  "claimed",
  "verified",
  "reproduced",
  "refuted",
  "disputed",
  "retracted",
  "disqualified",
  "unranked",
]);

const run = z
  .object({
    seed: z.int().min(0),
    time_to_target_seconds: seconds.nullable().meta({
      description:
        "Recomputed from the log where there is one; else as claimed. Null: target never reached.",
    }),
    samples_to_target: z.number().nullable(),
    claimed: values.meta({ description: "Metrics at that evaluation point, as claimed." }),
    measured: values
      .nullable()
      .meta({ description: "Metrics the kernel measured on the samples; null before that." }),
    source: z.enum(["log", "claim"]),
    target_holds: z.boolean().nullable().meta({
      description:
        "Whether target and guards hold by the values that count; null where there is no such point.",
    }),
  })
  .readonly();

export const withheld = z.enum([
  "track-unranked",
  "standing",
  "not-reached",
  "other-evaluator",
  "stops-differ",
  "target-missed",
  "not-significant",
]);

const told = rulingSchema.pick({ date: true, reason: true, link: true }).readonly();

const significance = z
  .object({
    alpha: z.number(),
    n: z.int().meta({
      description: "Values of different trainings; byte-identical logs count once.",
    }),
    mean: z.number().nullable(),
    sd: z.number().nullable(),
    p: z.number().nullable().meta({ description: "One-sided; null with fewer than two values." }),
    waived: told.nullable(),
    holds: z.boolean(),
  })
  .readonly();

const timedRuns = z
  .array(z.object({ seed: z.int().min(0), clock_seconds: seconds }).readonly())
  .readonly();

const timing = z
  .object({
    date: isoDate,
    host: z.string(),
    reason: z.string(),
    link: z.string().nullable(),
    seconds: seconds.meta({ description: "Mean on that machine, before any adjustment." }),
    runs: timedRuns,
    baseline: z
      .object({
        submission: z.string(),
        interleaved: z.boolean(),
        seconds: seconds.meta({ description: "Mean of the baseline on that machine." }),
        runs: timedRuns,
        reference_seconds: seconds.nullable().meta({
          description: "Mean in the baseline's own logs; null where it has none.",
        }),
        adjusts: z.boolean().meta({
          description: "True where the ruleset has the time scaled by reference / baseline.",
        }),
      })
      .readonly()
      .nullable(),
  })
  .readonly();

const band = z
  .object({
    number: z.int().min(1).meta({ description: "1 for the fastest band of the contest." }),
    size: z.int().min(1).meta({ description: "Entries in it." }),
    until: z.number().meta({ description: "The largest value in it, in the unit that ranks." }),
  })
  .readonly();

const rankedBy = z
  .object({
    axis: z.enum(["clock_seconds", "samples_seen"]),
    value: z.number().nullable().meta({
      description: "Mean over the runs to six decimals: seconds to the microsecond, or samples.",
    }),
    sd: z.number().nullable().meta({ description: "Sample standard deviation (n−1)." }),
    runs: z.int().min(0).meta({
      description: "Runs behind the mean; byte-identical logs count once.",
    }),
  })
  .readonly();

const evaluator = z
  .object({
    kernel: z.string(),
    features: z.string(),
    features_sha256: sha256,
    reference: z.string(),
    reference_sha256: sha256,
  })
  .readonly();

export const registrySubmissionSchema = z
  .object({
    id: z.string(),
    ruleset: identifier,
    track: identifier,
    title: z.string(),
    date: isoDate,
    opened_at: timestamp.meta({
      description: "When its pull request was opened; the start of its date where that is unknown.",
    }),
    submitters: z.array(z.object({ name: z.string(), github: z.string() }).readonly()).readonly(),
    standing,
    time_to_target_seconds: seconds.nullable().meta({
      description: "Mean over runs, by their logs or as timed again, in whole microseconds.",
    }),
    time_to_target_sd_seconds: seconds.nullable().meta({
      description: "Sample standard deviation (n−1) over runs; null with fewer than two.",
    }),
    ranked_by: rankedBy.meta({ description: "What decides over its place." }),
    timing: timing.nullable().meta({ description: "Present where the time was measured again." }),
    samples_to_target: z.number().nullable(),
    gpu_hours_to_target: z.number().nullable(),
    cost_to_target_usd: z.number().nullable(),
    metrics: values.meta({
      description: "The kernel's where it measured, else the claim's; mean over runs.",
    }),
    metrics_source: z.enum(["claimed", "measured"]),
    evaluator: evaluator.nullable().meta({
      description: "Who measured. Values of different evaluators are not comparable.",
    }),
    significance: significance.nullable().meta({
      description: "The test that the ruleset asks for; null where it asks for none.",
    }),
    parameters: z.number(),
    hardware_class: identifier,
    withheld: withheld
      .nullable()
      .meta({ description: "Why it holds no place; null where it holds one." }),
    based_on: z.array(z.string()).readonly(),
    runs: z.array(run).readonly(),
    digest: sha256.meta({
      description: "SHA-256 over the names and digests of the entry's files.",
    }),
    rank: z.int().min(1).nullable().meta({
      description: "Place within (track, hardware class), shared within a band.",
    }),
    band: band.nullable(),
    record: z.boolean().meta({
      description: "True where it was the best of its (track, hardware class) when it was opened.",
    }),
    fallen_ancestor: z.object({ id: z.string(), standing }).readonly().nullable().meta({
      description: "The nearest entry it builds on that no longer stands.",
    }),
  })
  .readonly();

export const registryRecordSchema = z
  .object({
    ruleset: identifier,
    track: identifier,
    hardware_class: identifier,
    submission: z.string(),
    opened_at: timestamp,
    date: isoDate,
    time_to_target_seconds: seconds,
    previous: z.string().nullable(),
    gain_relative: z.number().nullable().meta({
      description: "(previous − this) / previous, of what the ruleset ranks by.",
    }),
    p_faster: z.number().nullable().meta({
      description:
        "One-sided p for beating the previous one by the margin; null with fewer than two runs in either.",
    }),
  })
  .readonly();

export const fallenRecordSchema = z
  .object({
    ruleset: identifier,
    track: identifier,
    hardware_class: identifier,
    submission: z.string(),
    opened_at: timestamp,
    time_to_target_seconds: seconds,
    standing,
    held_from: timestamp.meta({ description: "When it became a record." }),
    fell_at: timestamp,
    cause: z
      .enum(["opened", "checked", "landed", "verified", "ruled", "retimed"])
      .meta({ description: "What brought it down." }),
    ruling: rulingSchema
      .pick({ decision: true, date: true, clauses: true, reason: true, link: true })
      .readonly()
      .nullable(),
  })
  .readonly();

/** What `registry --out` writes. */
export const registrySchema = z
  .object({
    version: z.literal(1),
    rulesets: z.array(rulesetSchema).readonly(),
    submissions: z.array(registrySubmissionSchema).readonly(),
    records: z.array(registryRecordSchema).readonly().meta({
      description: "Oldest first within each (ruleset, track, hardware class).",
    }),
    fallen: z
      .array(fallenRecordSchema)
      .readonly()
      .meta({ description: "Records that fell, in the order in which they did." }),
  })
  .readonly();

export { band, evaluator, rankedBy, run, significance, timing };
