import type { Ruleset } from "../../schemas/ruleset.ts";
import { byMoment } from "../moment.ts";
import { type Ranking, rankAll } from "../rank.ts";
import type { Candidate } from "../types.ts";
import { until } from "./as-of.ts";
import type { Ledger, LedgerEvent } from "./ledger.ts";

/** How every entry stood at a date, from the ledger alone. */
export function rowsAt(ledger: Ledger, date: string): Map<string, Candidate> {
  const last = until(date);
  const rows = new Map<string, Candidate>();
  for (const { at, row } of ledger) {
    if (byMoment(at, last) > 0) break;
    if (row !== null) rows.set(row.id, row);
  }
  return rows;
}

/** Places and record histories at a date, from the ledger alone. */
export const rankingAt = (ledger: Ledger, rulesets: readonly Ruleset[], date: string): Ranking =>
  rankAll([...rowsAt(ledger, date).values()], rulesets);

/** What happened to each entry, and to its records, in order. */
export function storiesOf(ledger: Ledger): Map<string, LedgerEvent[]> {
  const stories = new Map<string, LedgerEvent[]>();
  for (const event of ledger) {
    const concerned = new Set([
      event.submission,
      ...event.records.map(({ submission }) => submission),
    ]);
    for (const id of concerned) {
      const story = stories.get(id);
      if (story) story.push(event);
      else stories.set(id, [event]);
    }
  }
  return stories;
}
