import { accountOf } from "../account.ts";
import { byCodePoint } from "../order.ts";
import type { Registry } from "../types.ts";
import { ancestorsOf, type Lineage } from "./graph.ts";

/** What one person's entries did for the records. Ids of entries, in the order of the records. */
export type Credit = {
  /** In the form of `accountOf`. */
  readonly github: string;
  /** Records of their own. */
  readonly records: readonly string[];
  /** Records of others that build on an entry of theirs, however far back. */
  readonly carried: readonly string[];
};

/**
 * Credit for records, by account: for one's own, and for those built on one's entries. An entry that
 * fell brings no credit. Each record counts once a person, however many of their entries it uses.
 */
export function creditOf({ records, submissions }: Registry, lineage: Lineage): Credit[] {
  const byId = new Map(submissions.map((entry) => [entry.id, entry]));
  const peopleOf = (id: string) =>
    byId.get(id)?.submitters.flatMap(({ github }) => accountOf(github) ?? []) ?? [];
  const stands = (id: string) =>
    ["claimed", "verified", "reproduced", "unranked"].includes(byId.get(id)?.standing ?? "");
  const credits = new Map<string, { records: string[]; carried: string[] }>();
  const creditFor = (github: string) => {
    const known = credits.get(github) ?? { records: [], carried: [] };
    credits.set(github, known);
    return known;
  };
  for (const { submission } of records) {
    const own = new Set(peopleOf(submission));
    for (const github of own) creditFor(github).records.push(submission);
    const standing = ancestorsOf(lineage, submission).filter(({ id }) => stands(id));
    const others = new Set(standing.flatMap(({ id }) => peopleOf(id))).difference(own);
    for (const github of others) creditFor(github).carried.push(submission);
  }
  return [...credits]
    .map(([github, credit]) => ({ github, ...credit }))
    .toSorted((a, b) => byCodePoint(a.github, b.github));
}
