import { byCodePoint } from "../../registry/order.ts";
import { isTrusted, requiredTrust } from "../../registry/standing.ts";
import type { Registry, RegistrySubmission, Withheld } from "../../registry/types.ts";
import type { HardwareClass, Ruleset, Track } from "../../schemas/ruleset.ts";
import { inContest } from "../charts/history.ts";

/** An entry on a board with what the board says about it. */
export type BoardRow = {
  readonly entry: RegistrySubmission;
  /** Share by which it beat the record before it; null where it was none, or the first. */
  readonly gain: number | null;
  /** One-sided p that it beat it by the margin; null where it cannot be told. */
  readonly pFaster: number | null;
};

/** One contest of a track: the entries on one class of hardware. */
export type ClassBoard = {
  readonly hardware: HardwareClass;
  /** By rank. */
  readonly ranked: readonly BoardRow[];
  /** Without a rank, newest first. */
  readonly others: readonly RegistrySubmission[];
};

export type Board = {
  readonly ruleset: Ruleset;
  readonly track: Track;
  /** One per class of hardware of the ruleset, in its order. */
  readonly classes: readonly ClassBoard[];
  readonly entries: readonly RegistrySubmission[];
};

const newestFirst = (a: RegistrySubmission, b: RegistrySubmission) =>
  byCodePoint(b.opened_at, a.opened_at) || byCodePoint(b.id, a.id);

function rows(ranked: readonly RegistrySubmission[], registry: Registry): BoardRow[] {
  const records = new Map(registry.records.map((record) => [record.submission, record]));
  return ranked.map((entry) => {
    const record = records.get(entry.id);
    return { entry, gain: record?.gain_relative ?? null, pFaster: record?.p_faster ?? null };
  });
}

/** The board of one track. */
export function boardOf(registry: Registry, ruleset: Ruleset, track: Track): Board {
  const entries = registry.submissions.filter(
    (entry) => entry.ruleset === ruleset.id && entry.track === track.id,
  );
  const classes = ruleset.hardware_classes.map((hardware): ClassBoard => {
    const contest = { ruleset: ruleset.id, track: track.id, hardware: hardware.id };
    const inside = entries.filter((entry) => inContest(entry, contest));
    const ranked = inside
      .filter((entry) => entry.rank !== null)
      .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || byCodePoint(a.opened_at, b.opened_at));
    return {
      hardware,
      ranked: rows(ranked, registry),
      others: inside.filter((entry) => entry.rank === null).toSorted(newestFirst),
    };
  });
  return { ruleset, track, classes, entries: entries.toSorted(newestFirst) };
}

/** Every board: one for every track of every ruleset, so that no link to one is ever broken. */
export const boards = (registry: Registry): Board[] =>
  registry.rulesets.flatMap((ruleset) =>
    ruleset.tracks.map((track) => boardOf(registry, ruleset, track)),
  );

/** Why an entry has no rank, in a sentence. */
export function whyNoRank(entry: RegistrySubmission, { ruleset, track }: Board): string {
  const { standing } = entry;
  if (standing === "refuted")
    return "The kernel measured its samples and could not confirm the claim.";
  if (standing === "disputed") return "Under question until a reviewer resolves it.";
  if (standing === "retracted") return "Withdrawn by its submitter.";
  if (standing === "disqualified") return "Broke a clause of the ruleset.";
  if (!isTrusted(standing, requiredTrust(ruleset, track))) {
    return standing === "claimed"
      ? "Its samples have not been measured again yet."
      : "Its training has not been run again yet.";
  }
  return entry.withheld === null ? "Waits for its place." : reasons[entry.withheld];
}

const reasons: Record<Withheld, string> = {
  "track-unranked": "Entries of this track are listed and never ranked.",
  standing: "Reviewers have not let it in yet.",
  "not-reached": "Not every run reached the target.",
  "other-evaluator": "It was measured by another evaluator than the one this ruleset names.",
  "stops-differ": "Its runs do not all stop at the same step.",
  "target-missed": "The numbers that count, the kernel's, miss the target.",
  "not-significant": "Its runs do not show with the confidence asked for that the target is met.",
};
