import type { z } from "zod";
import type { LogSummary } from "../logs/summary.ts";
import type {
  band,
  fallenRecordSchema,
  rankedBy,
  registryRecordSchema,
  registrySchema,
  registrySubmissionSchema,
  run,
  significance,
  standing,
  timing,
  withheld,
} from "../schemas/registry.ts";
import type { Result } from "../schemas/result.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import type { Rulings } from "../schemas/rulings.ts";
import type { Verification } from "../schemas/verification.ts";

/** A file of a submission folder. */
export type EntryFile = { readonly name: string; readonly bytes: number; readonly sha256: string };

/** A submission whose documents were read and found valid: what the registry is made from. */
export type Entry = {
  readonly id: string;
  readonly ruleset: string;
  /** Path inside the content tree: submissions/<ruleset>/<id>. */
  readonly path: string;
  readonly result: Result;
  /** One per run of the result, in its order; null where the log lies elsewhere. */
  readonly logs: readonly (LogSummary | null)[];
  readonly verification: Verification | null;
  readonly rulings: Rulings | null;
  readonly readme: string | null;
  readonly files: readonly EntryFile[];
};

/** Everything under content/ that the registry needs, as values. */
export type ContentTree = {
  readonly rulesets: readonly Ruleset[];
  readonly entries: readonly Entry[];
};

export type Standing = z.infer<typeof standing>;
/** One training run as the registry counts it. */
export type RegistryRun = z.infer<typeof run>;
/** Why an entry holds no place. */
export type Withheld = z.infer<typeof withheld>;
/** The test whether the mean of the target metric meets the target. */
export type RegistrySignificance = z.infer<typeof significance>;
/** A time measured again, which counts instead of that of the entry's own logs. */
export type RegistryTiming = z.infer<typeof timing>;
/** The places that one leader's spread cannot tell apart. */
export type Band = z.infer<typeof band>;
/** What entries are compared by: the ruleset's primary axis at the target. Less is better. */
export type RankedBy = z.infer<typeof rankedBy>;

/** An entry as far as the ranking looks at it: a row of the ledger. */
export type Candidate = {
  readonly standing: Standing;
  readonly withheld: Withheld | null;
  readonly time_to_target_seconds: number | null;
  readonly ranked_by: RankedBy;
  readonly id: string;
  readonly ruleset: string;
  readonly track: string;
  readonly hardware_class: string;
  readonly opened_at: string;
  readonly date: string;
};

/** One entry in the registry. Field names are a published contract. */
export type RegistrySubmission = z.infer<typeof registrySubmissionSchema>;
/** What an entry's place says: the part of it that other entries decide over. */
export type Placement = Pick<RegistrySubmission, "rank" | "band" | "record" | "fallen_ancestor">;
/** An entry before it is compared with others. */
export type UnplacedSubmission = Omit<RegistrySubmission, keyof Placement>;
/** A step of the record history of one (ruleset, track, hardware class). */
export type RegistryRecord = z.infer<typeof registryRecordSchema>;
/** A record that fell: it was one until its own standing changed. */
export type FallenRecord = z.infer<typeof fallenRecordSchema>;
export type Registry = z.infer<typeof registrySchema>;
