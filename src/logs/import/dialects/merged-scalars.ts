import type { Row } from "../row.ts";

/** One value of one tag, as a row of its own. */
export type Scalar = { readonly tag: string; readonly row: Row };

/** By time where all have one: a restart goes back in steps, never in time. */
function inOrder<Item>(items: readonly Item[], rowOf: (item: Item) => Row): Item[] {
  const timed = items.every((item) => rowOf(item).moment != null);
  const placeOf = (item: Item) => (timed ? (rowOf(item).moment ?? 0) : (rowOf(item).step ?? 0));
  // At the same moment training comes before the evaluation of its step.
  const rankOf = (item: Item) => (rowOf(item).kind === "step" ? 0 : 1);
  return items.toSorted((a, b) => placeOf(a) - placeOf(b) || rankOf(a) - rankOf(b));
}

/** One row of scalars of the same step; an evaluation is known when the last of them is. */
function joined(rows: readonly Row[]): Row {
  const [first] = rows as [Row, ...Row[]];
  const all: { -readonly [key in keyof Row]: Row[key] } = { ...first };
  for (const row of rows.slice(1)) {
    if (row.loss !== undefined) all.loss = row.loss;
    if (row.lr !== undefined) all.lr = row.lr;
    if (row.metrics) all.metrics = { ...all.metrics, ...row.metrics };
    if (row.extra) all.extra = { ...all.extra, ...row.extra };
    if (row.kind === "eval") all.moment = row.moment ?? all.moment ?? null;
  }
  return all;
}

/** Scalars of one step become one row; a tag that comes again begins the step's next row. */
export function mergedScalars(scalars: readonly Scalar[]): Row[] {
  type Group = { readonly tags: Set<string>; readonly rows: Row[] };
  const groups: Group[] = [];
  const open = new Map<string, Group>();
  for (const { tag, row } of inOrder(scalars, (scalar) => scalar.row)) {
    const key = `${row.kind} ${row.step}`;
    let group = open.get(key);
    if (!group || group.tags.has(tag) || row.step === null) {
      group = { tags: new Set(), rows: [] };
      groups.push(group);
      open.set(key, group);
    }
    group.tags.add(tag);
    group.rows.push(row);
  }
  return inOrder(
    groups.map(({ rows }) => joined(rows)),
    (row) => row,
  );
}
