import type { Standing } from "../types.ts";
import type { Lineage } from "./graph.ts";

/** Standings in which an entry no longer carries what is built on it. */
export const fallenStandings: ReadonlySet<Standing> = new Set([
  "refuted",
  "disputed",
  "retracted",
  "disqualified",
]);

/**
 * For every entry that builds on one that fell: the nearest such, the first by id among equals. One
 * pass over the whole graph, however many fell.
 */
export function fallenAncestors(
  lineage: Lineage,
  standingOf: (id: string) => Standing | undefined,
): Map<string, string> {
  const isFallen = (id: string) => fallenStandings.has(standingOf(id) ?? "claimed");
  const found = new Map<string, string>();
  let level = lineage.ids.filter(isFallen).map((id) => ({ id, source: id }));
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { id, source } of level) {
      for (const child of lineage.children(id)) {
        if (found.has(child) || child === source) continue;
        // One that fell itself has passed on its own name already: it stood on the first level.
        found.set(child, source);
        next.push({ id: child, source });
      }
    }
    level = next.toSorted((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
  }
  return found;
}
