import type { Ruleset } from "../schemas/ruleset.ts";
import { type Place, places } from "./bands.ts";
import { contestKey } from "./contest.ts";
import { byCodePoint } from "./order.ts";
import { history } from "./records.ts";
import type { Candidate, RegistryRecord } from "./types.ts";

export type Ranking = {
  /** By id; entries that hold no place are missing. */
  readonly places: ReadonlyMap<string, Place>;
  /** By contest, oldest first within each. */
  readonly records: readonly RegistryRecord[];
};

/** Places and record histories of all contests. */
export function rankAll(candidates: readonly Candidate[], rulesets: readonly Ruleset[]): Ranking {
  const byId = new Map(rulesets.map((ruleset) => [ruleset.id, ruleset]));
  const contests = Map.groupBy(
    candidates.filter(({ withheld }) => withheld === null),
    contestKey,
  );
  const all = new Map<string, Place>();
  const records: RegistryRecord[] = [];
  for (const key of [...contests.keys()].sort(byCodePoint)) {
    const contest = contests.get(key) ?? [];
    const ruleset = byId.get(contest[0]?.ruleset ?? "");
    if (!ruleset) continue;
    for (const [id, place] of places(contest, ruleset)) all.set(id, place);
    for (const record of history(contest, ruleset)) records.push(record);
  }
  return { places: all, records };
}
