import type { LedgerEvent } from "../../registry/ledger/ledger.ts";
import { seconds } from "../numbers.ts";
import { decided } from "../rulings/words.ts";

/** What happened, in words; the entry's title stands beside it. */
export function eventWords(event: LedgerEvent): string {
  switch (event.kind) {
    case "opened":
      return "Its pull request was opened.";
    case "checked":
      return "It was checked.";
    case "landed":
      return "It was merged.";
    case "verified":
      return {
        confirmed: "The kernel measured its samples again and confirmed the claim.",
        refuted: "The kernel measured its samples again; the claim does not hold.",
        inconclusive: "The kernel measured its samples again; a reviewer has to look.",
      }[event.verdict];
    case "ruled":
      return `${decided[event.ruling.decision]}: ${event.ruling.reason}`;
    case "retimed":
      return `Timed again on ${event.host}: ${event.reason}`;
  }
}

const changeWords = {
  set: "became the record",
  beaten: "was beaten and stays in the history",
  fell: "left the record history",
  displaced: "left the record history with it",
  "holds-again": "holds the record again",
} as const;

/** What the event did to the records, one phrase for each entry concerned. */
export const recordWords = (
  event: LedgerEvent,
  titleOf: (id: string) => string,
): { id: string; title: string; words: string }[] =>
  event.records.map(({ what, submission }) => ({
    id: submission,
    title: titleOf(submission),
    words: changeWords[what],
  }));

/** How the entry stands after the event; null where nothing about its place changed. */
export function rowWords({ row }: LedgerEvent): string | null {
  if (row === null) return null;
  const time =
    row.time_to_target_seconds === null ? "" : `, ${seconds(row.time_to_target_seconds)}`;
  return `${row.standing}${time}`;
}
