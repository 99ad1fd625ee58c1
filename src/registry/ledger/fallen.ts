import type { Candidate, FallenRecord } from "../types.ts";
import type { LedgerEvent } from "./ledger.ts";

type Held = { readonly row: Candidate; readonly from: string };

/** Records that fell and have not come back, in the order in which they fell. */
export function fallenRecords(ledger: Iterable<LedgerEvent>): FallenRecord[] {
  const rows = new Map<string, Candidate>();
  const held = new Map<string, Held>();
  const fallen = new Map<string, FallenRecord>();
  for (const event of ledger) {
    for (const { what, submission } of event.records) {
      const was = held.get(submission);
      if (what === "fell" && was && event.row)
        fallen.set(submission, fallenAt(event, event.row, was));
      if (what === "fell" || what === "displaced") held.delete(submission);
      const row = submission === event.submission ? event.row : rows.get(submission);
      if (what !== "set" || !row) continue;
      held.set(submission, { row, from: event.at });
      fallen.delete(submission);
    }
    if (event.row) rows.set(event.submission, event.row);
  }
  return [...fallen.values()];
}

function fallenAt(event: LedgerEvent, now: Candidate, { row, from }: Held): FallenRecord {
  return {
    ruleset: row.ruleset,
    track: row.track,
    hardware_class: row.hardware_class,
    submission: row.id,
    opened_at: row.opened_at,
    time_to_target_seconds: row.time_to_target_seconds ?? 0,
    standing: now.standing,
    held_from: from,
    fell_at: event.at,
    cause: event.kind,
    ruling: event.kind === "ruled" ? event.ruling : null,
  };
}
