import type { Ruleset, Track } from "../schemas/ruleset.ts";

/** Entries are compared with those of the same ruleset, track and hardware class, and no others. */
export type Contest = {
  readonly ruleset: string;
  readonly track: string;
  readonly hardware_class: string;
};

/** Keys sort as the names do, one after the other; none of them holds what stands between. */
export const contestKey = ({ ruleset, track, hardware_class }: Contest): string =>
  `${ruleset}\0${track}\0${hardware_class}`;

/** The rules that an entry obeys. */
export type Rules = { readonly ruleset: Ruleset; readonly track: Track };

/** Finds rules by their ids, without walking the list for every entry. */
export function rulesBook(rulesets: readonly Ruleset[]) {
  const rules = new Map(
    rulesets.flatMap((ruleset) =>
      ruleset.tracks.map((track) => [`${ruleset.id}/${track.id}`, { ruleset, track }] as const),
    ),
  );
  return (ruleset: string, track: string): Rules | undefined => rules.get(`${ruleset}/${track}`);
}
export type RulesBook = ReturnType<typeof rulesBook>;
