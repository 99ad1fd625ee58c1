import type { Registry, RegistryRecord, RegistrySubmission } from "../../registry/types.ts";
import type { HardwareClass, Ruleset, Track } from "../../schemas/ruleset.ts";
import { site } from "../../site.ts";
import { newestFirst } from "../ruleset/words.ts";

/** What entries compete for: the record of one track on one class of hardware. */
export type Contest = {
  readonly ruleset: Ruleset;
  readonly track: Track;
  readonly hardware: HardwareClass;
  readonly held: { readonly record: RegistryRecord; readonly holder: RegistrySubmission } | null;
};

export type HeldContest = Contest & { readonly held: NonNullable<Contest["held"]> };

/** The contest whose record was set last. */
export function latestOf(all: readonly Contest[]): HeldContest | undefined {
  return all
    .flatMap(({ held, ...contest }) => (held ? [{ ...contest, held }] : []))
    .toSorted((a, b) => (a.held.record.opened_at < b.held.record.opened_at ? 1 : -1))[0];
}

/** Rulesets in force, newest first; the one to practise with comes last. */
export function rulesetsInForce(rulesets: readonly Ruleset[]): Ruleset[] {
  const inForce = newestFirst(rulesets).filter(({ status }) => status === "published");
  const [real, practice] = [true, false].map((wanted) =>
    inForce.filter(({ id }) => (id !== site.rehearsalRuleset) === wanted),
  );
  return [...(real ?? []), ...(practice ?? [])];
}

function holding(
  { records, submissions }: Registry,
  contest: Omit<Contest, "held">,
): Contest["held"] {
  const record = records.findLast(
    (candidate) =>
      candidate.ruleset === contest.ruleset.id &&
      candidate.track === contest.track.id &&
      candidate.hardware_class === contest.hardware.id,
  );
  const holder = submissions.find((entry) => entry.id === record?.submission);
  return record && holder ? { record, holder } : null;
}

/** The contests of one track: one for each class of hardware; none where nothing is ranked. */
export function contestsOf(registry: Registry, ruleset: Ruleset, track: Track): Contest[] {
  if (!track.ranked) return [];
  return ruleset.hardware_classes.map((hardware) => {
    const contest = { ruleset, track, hardware };
    return { ...contest, held: holding(registry, contest) };
  });
}

/** Every contest of the rulesets in force, those with a record first. */
export function contests(registry: Registry): Contest[] {
  const all = rulesetsInForce(registry.rulesets).flatMap((ruleset) =>
    ruleset.tracks.flatMap((track) => contestsOf(registry, ruleset, track)),
  );
  return [...all.filter(({ held }) => held), ...all.filter(({ held }) => !held)];
}
