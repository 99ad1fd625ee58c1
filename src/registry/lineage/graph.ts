import { byCodePoint } from "../order.ts";

/** What an entry says it builds on. */
export type Built = { readonly id: string; readonly based_on: readonly string[] };

export type Relative = {
  readonly id: string;
  /** Steps of `based_on` between the two. */
  readonly distance: number;
};

/** Who builds on whom. Ids of entries that do not exist lead nowhere; circles do no harm. */
export type Lineage = {
  /** Existing entries that an entry names, sorted. */
  readonly parents: (id: string) => readonly string[];
  /** Entries that name it, sorted. */
  readonly children: (id: string) => readonly string[];
  /** Ids that an entry names and that do not exist, sorted. */
  readonly unknown: (id: string) => readonly string[];
  readonly ids: readonly string[];
};

export function lineageOf(entries: readonly Built[]): Lineage {
  const ids = entries.map(({ id }) => id).toSorted(byCodePoint);
  const exists = new Set(ids);
  const parents = new Map<string, string[]>();
  const unknown = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  // Most build on nothing.
  const building = entries.filter(({ based_on }) => based_on.length > 0);
  for (const { id, based_on } of building.toSorted((a, b) => byCodePoint(a.id, b.id))) {
    const named = [...new Set(based_on)].toSorted(byCodePoint);
    parents.set(
      id,
      named.filter((one) => exists.has(one)),
    );
    unknown.set(
      id,
      named.filter((one) => !exists.has(one)),
    );
    for (const parent of parents.get(id) ?? []) {
      const others = children.get(parent);
      if (others) others.push(id);
      else children.set(parent, [id]);
    }
  }
  return {
    ids,
    parents: (id) => parents.get(id) ?? [],
    children: (id) => children.get(id) ?? [],
    unknown: (id) => unknown.get(id) ?? [],
  };
}

/**
 * Everything reached from an entry, nearest first, then by id; never the entry itself. No level is
 * begun once there are `enough`.
 */
function reached(
  from: string,
  next: (id: string) => readonly string[],
  enough: number,
): Relative[] {
  const seen = new Set([from]);
  const found: Relative[] = [];
  let level = [from];
  for (let distance = 1; level.length > 0 && found.length < enough; distance += 1) {
    const further = [...new Set(level.flatMap((id) => next(id)))].filter((id) => !seen.has(id));
    level = further.toSorted(byCodePoint);
    for (const id of level) {
      seen.add(id);
      found.push({ id, distance });
    }
  }
  return found;
}

/** All that an entry builds on, nearest first. */
export const ancestorsOf = (lineage: Lineage, id: string, enough = Infinity): Relative[] =>
  reached(id, lineage.parents, enough);

/** All that builds on an entry, nearest first. */
export const descendantsOf = (lineage: Lineage, id: string, enough = Infinity): Relative[] =>
  reached(id, lineage.children, enough);
