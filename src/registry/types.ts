import type { LogSummary } from "../logs/summary.ts";
import type { Result } from "../schemas/result.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import type { Ruling, Rulings } from "../schemas/rulings.ts";
import type { Verification } from "../schemas/verification.ts";
import type { Evaluator } from "./evaluator.ts";

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
  /** Whether target and guards hold by the values that count; null where there is no such point. */
  readonly target_holds: boolean | null;
};

/** Why an entry holds no place. */
export type Withheld =
  | "track-unranked"
  | "standing"
  | "not-reached"
  | "other-evaluator"
  | "stops-differ"
  | "target-missed"
  | "not-significant";

/** The test whether the mean of the target metric meets the target. */
export type RegistrySignificance = {
  readonly alpha: number;
  /** Values of different trainings; byte-identical logs count once. */
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  /** One-sided; null with fewer than two values. */
  readonly p: number | null;
  readonly waived: Pick<Ruling, "date" | "reason" | "link"> | null;
  readonly holds: boolean;
};

type TimedRun = { readonly seed: number; readonly clock_seconds: number };

/** A time measured again, which counts instead of that of the entry's own logs. */
export type RegistryTiming = {
  readonly date: string;
  readonly host: string;
  readonly reason: string;
  readonly link: string | null;
  /** Mean on that machine, before any adjustment. */
  readonly seconds: number;
  readonly runs: readonly TimedRun[];
  readonly baseline: {
    readonly submission: string;
    readonly interleaved: boolean;
    /** Mean of the baseline on that machine. */
    readonly seconds: number;
    readonly runs: readonly TimedRun[];
    /** Mean in the baseline's own logs; null where it has none. */
    readonly reference_seconds: number | null;
    /** True where the ruleset has the time scaled by reference / baseline. */
    readonly adjusts: boolean;
  } | null;
};

/** The places that one leader's spread cannot tell apart. */
export type Band = {
  /** 1 for the fastest band of the contest. */
  readonly number: number;
  /** Entries in it. */
  readonly size: number;
  /** The largest value that still is in it, in the unit of the axis that ranks. */
  readonly until: number;
};

/** What entries are compared by: the ruleset's primary axis at the target. Less is better. */
export type RankedBy = {
  readonly axis: "clock_seconds" | "samples_seen";
  /** Mean over the runs to six decimals: seconds to the microsecond, or samples. */
  readonly value: number | null;
  /** Sample standard deviation (n−1); null with fewer than two runs. */
  readonly sd: number | null;
  /** Runs behind the mean; byte-identical logs count once. */
  readonly runs: number;
};

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
  /** Mean over runs, by their logs or as timed again, in whole microseconds. */
  readonly time_to_target_seconds: number | null;
  /** Sample standard deviation (n−1) over runs; null with fewer than two. */
  readonly time_to_target_sd_seconds: number | null;
  /** What decides over its place. */
  readonly ranked_by: RankedBy;
  /** Present where the time was measured again. */
  readonly timing: RegistryTiming | null;
  readonly samples_to_target: number | null;
  readonly gpu_hours_to_target: number | null;
  readonly cost_to_target_usd: number | null;
  /** The kernel's where it measured, else the claim's; mean over runs. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly metrics_source: "claimed" | "measured";
  /** Who measured; null before that. Values of different evaluators are not comparable. */
  readonly evaluator: Evaluator | null;
  /** The test that the ruleset asks for; null where it asks for none. */
  readonly significance: RegistrySignificance | null;
  readonly parameters: number;
  readonly hardware_class: string;
  /** Place within (track, hardware class), shared within a band; null where it has none. */
  readonly rank: number | null;
  readonly band: Band | null;
  /** Why it holds no place; null where it holds one. */
  readonly withheld: Withheld | null;
  /** True where it was the best of its (track, hardware class) when it was opened. */
  readonly record: boolean;
  readonly based_on: readonly string[];
  /** The nearest entry it builds on that no longer stands; null where all of them do. */
  readonly fallen_ancestor: { readonly id: string; readonly standing: Standing } | null;
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
  /** (previous − this) / previous, of what the ruleset ranks by. */
  readonly gain_relative: number | null;
  /** One-sided p for beating the previous one by the margin; null with fewer than two runs in either. */
  readonly p_faster: number | null;
};

/** A record that fell: it was one until its own standing changed. */
export type FallenRecord = {
  readonly ruleset: string;
  readonly track: string;
  readonly hardware_class: string;
  readonly submission: string;
  readonly opened_at: string;
  readonly time_to_target_seconds: number;
  readonly standing: Standing;
  /** When it became a record, and when it fell. UTC. */
  readonly held_from: string;
  readonly fell_at: string;
  /** What brought it down. */
  readonly cause: "opened" | "checked" | "landed" | "verified" | "ruled" | "retimed";
  /** The ruling, where that is what it was. */
  readonly ruling: Pick<Ruling, "decision" | "date" | "clauses" | "reason" | "link"> | null;
};

export type Registry = {
  readonly version: 1;
  readonly rulesets: readonly Ruleset[];
  readonly submissions: readonly RegistrySubmission[];
  /** Oldest first within each (ruleset, track, hardware class). */
  readonly records: readonly RegistryRecord[];
  /** Records that fell, in the order in which they did. */
  readonly fallen: readonly FallenRecord[];
};
