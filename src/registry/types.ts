import type { LogSummary } from "../logs/summary.ts";
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

export type Standing =
  | "claimed"
  | "verified"
  | "reproduced"
  | "refuted"
  | "disputed"
  | "retracted"
  | "disqualified"
  | "unranked";

/** One training run as the registry counts it. */
export type RegistryRun = {
  readonly seed: number;
  /** Recomputed from the log where there is one; else as claimed. Null: target never reached. */
  readonly time_to_target_seconds: number | null;
  readonly samples_to_target: number | null;
  /** Metrics at that evaluation point, as claimed. */
  readonly claimed: Readonly<Record<string, number>>;
  /** Metrics the kernel measured on the samples; null before verification. */
  readonly measured: Readonly<Record<string, number>> | null;
  readonly source: "log" | "claim";
};

/** One entry in the registry. Field names are a published contract. */
export type RegistrySubmission = {
  readonly id: string;
  readonly ruleset: string;
  readonly track: string;
  readonly title: string;
  readonly date: string;
  /** When its pull request was opened; the start of its date where that is unknown. UTC. */
  readonly opened_at: string;
  readonly submitters: readonly { readonly name: string; readonly github: string }[];
  readonly standing: Standing;
  /** Mean over runs. */
  readonly time_to_target_seconds: number | null;
  /** Sample standard deviation (n−1) over runs; null with fewer than two. */
  readonly time_to_target_sd_seconds: number | null;
  readonly samples_to_target: number | null;
  readonly gpu_hours_to_target: number | null;
  readonly cost_to_target_usd: number | null;
  /** The kernel's where it measured, else the claim's; mean over runs. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly metrics_source: "claimed" | "measured";
  readonly parameters: number;
  readonly hardware_class: string;
  /** Place within (track, hardware class); null where it has none. */
  readonly rank: number | null;
  /** True where it was the best of its (track, hardware class) when it was opened. */
  readonly record: boolean;
  readonly based_on: readonly string[];
  readonly runs: readonly RegistryRun[];
  /** SHA-256 over the names and digests of the entry's files. */
  readonly digest: string;
};

/** A step of the record history of one (ruleset, track, hardware class). */
export type RegistryRecord = {
  readonly ruleset: string;
  readonly track: string;
  readonly hardware_class: string;
  readonly submission: string;
  readonly opened_at: string;
  readonly date: string;
  readonly time_to_target_seconds: number;
  readonly previous: string | null;
  /** (previous − this) / previous. */
  readonly gain_relative: number | null;
};

export type Registry = {
  readonly version: 1;
  readonly rulesets: readonly Ruleset[];
  readonly submissions: readonly RegistrySubmission[];
  /** Oldest first within each (ruleset, track, hardware class). */
  readonly records: readonly RegistryRecord[];
};
