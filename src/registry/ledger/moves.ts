import type { Ruleset } from "../../schemas/ruleset.ts";
import { type Contest, contestKey } from "../contest.ts";
import { byMoment } from "../moment.ts";
import { byCodePoint } from "../order.ts";
import type { Ranking } from "../rank.ts";
import type { Candidate, Withheld } from "../types.ts";
import { until } from "./as-of.ts";
import type { Ledger, LedgerEvent } from "./ledger.ts";
import { rankingAt, rowsAt } from "./replay.ts";

/** Where a row stood at two dates, and everything that can have moved it between them. */
export type Move = {
  readonly submission: string;
  /** Null where it held no place. */
  readonly before: number | null;
  readonly after: number | null;
  /** Why it holds none after; null where it holds one, or was not opened yet. */
  readonly withheld: Withheld | null;
  /** What happened to the entry itself. */
  readonly own: readonly LedgerEvent[];
  /** What happened to others of its contest, where it changed how they stand. */
  readonly others: readonly LedgerEvent[];
};

type State = { readonly rows: ReadonlyMap<string, Candidate>; readonly ranking: Ranking };

const stateAt = (ledger: Ledger, rulesets: readonly Ruleset[], date: string): State => ({
  rows: rowsAt(ledger, date),
  ranking: rankingAt(ledger, rulesets, date),
});

/** Every entry of a contest whose place differs between two dates, with what moved it. */
export function movesBetween(
  ledger: Ledger,
  rulesets: readonly Ruleset[],
  contest: Contest,
  [from, to]: readonly [from: string, to: string],
): Move[] {
  const [before, after] = [from, to].map((date) => stateAt(ledger, rulesets, date));
  if (before === undefined || after === undefined) return [];
  const key = contestKey(contest);
  const inside = [...after.rows.values()].filter((row) => contestKey(row) === key);
  const ids = new Set(inside.map(({ id }) => id));
  const events = ledger.filter(
    ({ at, row, submission }) =>
      row !== null &&
      ids.has(submission) &&
      byMoment(at, until(from)) > 0 &&
      byMoment(at, until(to)) <= 0,
  );
  const rank = (state: State, id: string) => state.ranking.places.get(id)?.rank ?? null;
  return inside
    .filter(({ id }) => rank(before, id) !== rank(after, id) || !before.rows.has(id))
    .toSorted((a, b) => byCodePoint(a.id, b.id))
    .map(({ id, withheld }) => ({
      submission: id,
      before: rank(before, id),
      after: rank(after, id),
      withheld,
      own: events.filter(({ submission }) => submission === id),
      others: events.filter(({ submission }) => submission !== id),
    }));
}
