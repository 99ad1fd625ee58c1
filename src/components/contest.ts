import type { Registry, RegistrySubmission } from "../registry/types.ts";

/** Where an entry competes, in words and with the address of its board. */
export type ContestName = {
  readonly board: string;
  readonly track: string;
  readonly ruleset: string;
  readonly hardware: string;
};

/** Ids stand in for names that a ruleset does not have. */
export function contestName(
  { rulesets }: Pick<Registry, "rulesets">,
  of: Pick<RegistrySubmission, "ruleset" | "track" | "hardware_class">,
): ContestName {
  const ruleset = rulesets.find(({ id }) => id === of.ruleset);
  return {
    board: `/leaderboards/${of.ruleset}/${of.track}/`,
    track: ruleset?.tracks.find(({ id }) => id === of.track)?.title ?? of.track,
    ruleset: ruleset?.title ?? of.ruleset,
    hardware:
      ruleset?.hardware_classes.find(({ id }) => id === of.hardware_class)?.name ??
      of.hardware_class,
  };
}
