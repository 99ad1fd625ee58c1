import { byMoment, endOfDay } from "../moment.ts";
import type { ContentTree } from "../types.ts";
import { entryAfter, factsOf } from "./facts.ts";

/** The last moment that a date covers; a moment is its own. UTC. */
export const until = (date: string): string => (date.length === 10 ? endOfDay(date) : date);

/** The content tree as far as it had come at a date (a day to its end, or a moment). */
export function asOf(tree: ContentTree, date: string): ContentTree {
  const last = until(date);
  const entries = tree.entries.flatMap((entry) => {
    const facts = factsOf(entry).filter(({ at }) => byMoment(at, last) <= 0);
    return entryAfter(entry, facts) ?? [];
  });
  return { ...tree, entries };
}
