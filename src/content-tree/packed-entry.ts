import { identityOf, stateOf } from "../registry/candidate.ts";
import type { Entered } from "../registry/ledger/ledger.ts";
import type { Candidate } from "../registry/types.ts";
import type { WrittenEntry } from "../registry/written.ts";

/** What an entry brought to the registry the last time, and the git tree it was read from. */
export type KnownEntry = {
  readonly path: string;
  readonly tree: string;
  readonly brings: WrittenEntry;
};

/** Everything but its text; the length of that tells where it was cut off. */
type Facts = Omit<KnownEntry, "brings"> & Omit<WrittenEntry, "text"> & { readonly length: number };

/** Stands in no JSON. */
const BETWEEN = "\0";

/** Many known entries as one text, of which little has to be parsed. */
export function pack(key: string, entries: readonly KnownEntry[]): string {
  const facts = entries.map(({ path, tree, brings: { compared, entered, text } }) => ({
    ...{ path, tree, compared, length: text.length },
    entered: entered.map((one) => ({ ...one, row: one.row && shortRow(one.row, compared) })),
  }));
  const texts = entries.map(({ brings }) => brings.text);
  return [key, JSON.stringify(facts), ...texts].join(BETWEEN);
}

/** What `pack` made of entries; none where that was under another key. Throws where it is damaged. */
export function unpack(key: string, packed: string): KnownEntry[] {
  const [found, json = "", ...texts] = packed.split(BETWEEN);
  if (found !== key) return [];
  const all: Facts[] = JSON.parse(json);
  return all.map(({ path, tree, compared, entered, length }, index) => {
    const text = texts[index] ?? "";
    if (text.length !== length) throw new Error("the end of a text is missing");
    completeRows(entered, compared);
    return { path, tree, brings: { compared, entered, text } };
  });
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A row of the ledger without what is as it is today: almost always all of it. */
function shortRow(row: Candidate, today: Candidate): Partial<Candidate> {
  if (!isSame(identityOf(row), identityOf(today))) return row;
  const state = stateOf(row);
  return isSame(state, stateOf(today)) ? {} : state;
}

/** Gives rows back what was left out, in place: a copy of each would cost more than parsing it. */
function completeRows(entered: readonly Entered[], today: Candidate): void {
  const [own, state] = [identityOf(today), stateOf(today)];
  for (const { row } of entered) {
    if (row === null || row.id !== undefined) continue;
    if (row.standing === undefined) Object.assign(row, own, state);
    else Object.assign(row, own);
  }
}
