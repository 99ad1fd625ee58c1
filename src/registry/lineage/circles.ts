import type { Lineage } from "./graph.ts";

/**
 * Every circle of entries that build on one another, as one group of ids each, sorted: what remains
 * of the graph when entries without a parent left, and those without a child left, are taken away
 * over and over, split into groups that are tied together.
 */
export function circlesOf(lineage: Lineage): string[][] {
  const left = new Set(lineage.ids);
  peel(left, lineage.parents, lineage.children);
  peel(left, lineage.children, lineage.parents);
  const circles: string[][] = [];
  for (const id of lineage.ids) {
    if (!left.has(id)) continue;
    const group = together(id, left, lineage);
    for (const one of group) left.delete(one);
    circles.push(group);
  }
  return circles;
}

type Neighbours = (id: string) => readonly string[];

/** Takes away, again and again, what has nothing left on one side. */
function peel(left: Set<string>, side: Neighbours, other: Neighbours): void {
  const open = new Map([...left].map((id) => [id, side(id).filter((one) => left.has(one)).length]));
  const bare = [...left].filter((id) => open.get(id) === 0);
  for (let id = bare.pop(); id !== undefined; id = bare.pop()) {
    left.delete(id);
    for (const next of other(id)) {
      const count = (open.get(next) ?? 0) - 1;
      open.set(next, count);
      if (count === 0 && left.has(next)) bare.push(next);
    }
  }
}

/** All that is tied to an entry, directly or through others, inside what is left. */
function together(from: string, left: ReadonlySet<string>, lineage: Lineage): string[] {
  const group = new Set([from]);
  for (const id of group) {
    for (const next of [...lineage.parents(id), ...lineage.children(id)]) {
      if (left.has(next)) group.add(next);
    }
  }
  return [...group].toSorted();
}
