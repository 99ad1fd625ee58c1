import { ancestorsOf, descendantsOf, type Lineage } from "./graph.ts";

/** An entry that builds on another, with those that build on it in turn. */
export type Branch = { readonly id: string; readonly branches: readonly Branch[] };

/** How many relatives a page leaves out. */
export type Left = {
  readonly count: number;
  /** False where there may be more still: nobody counts all of them for every page. */
  readonly exact: boolean;
};

/** Relatives are looked for until there are so many. */
const ENOUGH = 1000;

/** The relatives of an entry as a page can show them: the nearest ones, and how many are left out. */
export type Family = {
  /** By steps of `based_on`, the farthest first; entries of one step are together. */
  readonly ancestors: readonly { readonly distance: number; readonly ids: readonly string[] }[];
  readonly ancestorsLeft: Left;
  /** Each under the nearest entry that it builds on; one that builds on several is there once. */
  readonly descendants: readonly Branch[];
  readonly descendantsLeft: Left;
  /** Ids that it names and that do not exist. */
  readonly unknown: readonly string[];
};

const left = (found: number, shown: number): Left => ({
  count: found - shown,
  exact: found < ENOUGH,
});

/** At most so many of the nearest ancestors and descendants of an entry. */
export function familyOf(
  lineage: Lineage,
  id: string,
  most: { readonly ancestors: number; readonly descendants: number },
): Family {
  const ancestors = ancestorsOf(lineage, id, ENOUGH);
  const nearest = ancestors.slice(0, most.ancestors);
  const descendants = descendantsOf(lineage, id, ENOUGH);
  const shown = descendants.slice(0, most.descendants);
  return {
    ancestors: [...Map.groupBy(nearest, ({ distance }) => distance)]
      .map(([distance, list]) => ({ distance, ids: list.map((one) => one.id) }))
      .toReversed(),
    ancestorsLeft: left(ancestors.length, nearest.length),
    descendants: treeUnder(lineage, id, new Set(shown.map((one) => one.id))),
    descendantsLeft: left(descendants.length, shown.length),
    unknown: lineage.unknown(id),
  };
}

/** The shown descendants as a tree, in which every one stands once, where it was reached first. */
function treeUnder(lineage: Lineage, root: string, shown: Set<string>): Branch[] {
  const branchesOf = new Map<string, Branch[]>([[root, []]]);
  for (const [id, branches] of branchesOf) {
    for (const child of lineage.children(id)) {
      if (!shown.has(child) || branchesOf.has(child)) continue;
      const under: Branch[] = [];
      branchesOf.set(child, under);
      branches.push({ id: child, branches: under });
    }
  }
  return branchesOf.get(root) ?? [];
}
