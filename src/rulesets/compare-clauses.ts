import type { Clause } from "./clauses.ts";

/** A clause with its words. */
export type ClauseText = Pick<Clause, "id" | "title"> & { readonly text: string };

/** The same clause in two versions; null where a version has none like it. */
export type ClausePair = {
  readonly before: ClauseText | null;
  readonly after: ClauseText | null;
};

/** Share of words two texts must have in common to be told as one clause that was reworded. */
const ALIKE = 0.4;

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Dice's coefficient over the sets of words: 0 nothing in common, 1 the same words. */
function likeness(a: ClauseText, b: ClauseText): number {
  const [one, other] = [wordsOf(`${a.title} ${a.text}`), wordsOf(`${b.title} ${b.text}`)];
  const common = [...one].filter((word) => other.has(word)).length;
  return one.size + other.size === 0 ? 1 : (2 * common) / (one.size + other.size);
}

/**
 * Pairs the clauses of two versions: by title first, then the most alike of what is left. Ids are no
 * guide between drafts that were written apart. In the order of the later version; what it lacks
 * comes at its end.
 */
export function compareClauses(
  before: readonly ClauseText[],
  after: readonly ClauseText[],
): ClausePair[] {
  const partner = new Map<ClauseText, ClauseText>();
  const left = new Set(before);
  const pair = (later: ClauseText, earlier: ClauseText) => {
    partner.set(later, earlier);
    left.delete(earlier);
  };
  for (const later of after) {
    const same = [...left].find(({ title }) => title.toLowerCase() === later.title.toLowerCase());
    if (same) pair(later, same);
  }
  const candidates = after
    .filter((later) => !partner.has(later))
    .flatMap((later) =>
      [...left].map((earlier) => ({ later, earlier, like: likeness(earlier, later) })),
    )
    .filter(({ like }) => like >= ALIKE)
    .toSorted((a, b) => b.like - a.like);
  for (const { later, earlier } of candidates) {
    if (!partner.has(later) && left.has(earlier)) pair(later, earlier);
  }
  return [
    ...after.map((later) => ({ before: partner.get(later) ?? null, after: later })),
    ...[...left].map((earlier) => ({ before: earlier, after: null })),
  ];
}
