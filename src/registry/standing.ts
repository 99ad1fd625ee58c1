import type { Ruleset, Track } from "../schemas/ruleset.ts";
import type { Ruling } from "../schemas/rulings.ts";
import type { Verification } from "../schemas/verification.ts";
import type { Entry, Standing } from "./types.ts";

/** Trust an entry has earned by measurement alone, least first. */
export const trustLevels = ["claimed", "verified", "reproduced"] as const;
export type Trust = (typeof trustLevels)[number];

/** What the rulings, read oldest first, leave an entry in. */
function ruled(rulings: readonly Ruling[]) {
  let disputed = false;
  let reproduced = false;
  let ended: "retracted" | "disqualified" | null = null;
  for (const { decision } of rulings) {
    if (decision === "dispute") disputed = true;
    if (decision === "resolve" || decision === "accept") disputed = false;
    if (decision === "reproduce") reproduced = true;
    if (decision === "retract") ended = "retracted";
    if (decision === "disqualify") ended = "disqualified";
  }
  return { disputed, reproduced, ended };
}

/** True where the verification speaks of exactly the samples that the entry claims today. */
export function verificationApplies(entry: Entry, verification: Verification): boolean {
  const measured = new Map(
    verification.runs.map((run) => [run.seed, run.samples.expected_sha256] as const),
  );
  return (
    verification.submission === entry.id &&
    verification.ruleset === entry.ruleset &&
    measured.size === entry.result.runs.length &&
    entry.result.runs.every((run) => measured.get(run.seed) === run.samples.sha256)
  );
}

/** The standing of an entry, derived from its verification and its rulings; never written down. */
export function standingOf(entry: Entry, track: Track): Standing {
  const { disputed, reproduced, ended } = ruled(entry.rulings?.rulings ?? []);
  if (ended !== null) return ended;
  if (disputed) return "disputed";
  const { verification } = entry;
  const applies = verification !== null && verificationApplies(entry, verification);
  if (applies && verification.verdict === "refuted") return "refuted";
  if (!track.ranked) return "unranked";
  if (!applies || verification.verdict !== "confirmed") return "claimed";
  return reproduced ? "reproduced" : "verified";
}

/**
 * The trust a record needs: what the ruleset says; where it says nothing, `verified` if the kernel
 * can measure the target metric, else `claimed`, since nobody could ever earn more.
 */
export function requiredTrust(ruleset: Ruleset, track: Track): Trust {
  const target = ruleset.metrics.find((metric) => metric.id === track.target?.metric);
  return ruleset.record.requires ?? (target?.measured_by === "kernel" ? "verified" : "claimed");
}

/** True where a standing is at least as trusted as required; ended or doubted entries never are. */
export function isTrusted(standing: Standing, required: Trust): boolean {
  const level = trustLevels.indexOf(standing as Trust);
  return level >= trustLevels.indexOf(required);
}
