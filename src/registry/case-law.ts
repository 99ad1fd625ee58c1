import type { Ruling } from "../schemas/rulings.ts";
import { byCodePoint } from "./order.ts";
import type { Entry } from "./types.ts";

/** A ruling where it was made: its entry, and its number among that entry's rulings, from 1. */
export type Precedent = {
  readonly entry: Pick<Entry, "id" | "ruleset"> & { readonly title: string };
  readonly number: number;
  readonly ruling: Ruling;
};

/** Every ruling of every entry, newest first; those of one day by entry, later ones first. */
export function caseLaw(entries: readonly Entry[]): Precedent[] {
  return entries
    .flatMap(({ id, ruleset, result, rulings }) =>
      (rulings?.rulings ?? []).map((ruling, index) => ({
        entry: { id, ruleset, title: result.title },
        number: index + 1,
        ruling,
      })),
    )
    .toSorted(
      (a, b) =>
        byCodePoint(b.ruling.date, a.ruling.date) ||
        byCodePoint(a.entry.id, b.entry.id) ||
        b.number - a.number,
    );
}

/** What rulings can be looked up by. */
export type CaseIndex = {
  readonly by: "decision" | "clause" | "technique";
  readonly value: string;
  readonly precedents: readonly Precedent[];
};

const values: Record<CaseIndex["by"], (ruling: Ruling) => readonly string[]> = {
  decision: ({ decision }) => [decision],
  // R4 of one version is not R4 of another.
  clause: ({ ruleset, clauses }) => clauses.map((clause) => `${ruleset}.${clause}`),
  technique: ({ techniques }) => techniques,
};

/** The rulings by what was decided, by clause (`<ruleset>.<clause>`) and by technique. */
export function caseIndexes(precedents: readonly Precedent[]): CaseIndex[] {
  return (Object.keys(values) as CaseIndex["by"][]).flatMap((by) => {
    const found = new Map<string, Precedent[]>();
    for (const precedent of precedents) {
      for (const value of new Set(values[by](precedent.ruling))) {
        const list = found.get(value);
        if (list) list.push(precedent);
        else found.set(value, [precedent]);
      }
    }
    return [...found]
      .toSorted(([a], [b]) => byCodePoint(a, b))
      .map(([value, list]) => ({ by, value, precedents: list }));
  });
}
