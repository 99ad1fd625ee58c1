import { answerIn, disputedEntry } from "../../discussions/dispute.ts";
import type { Discussion } from "../../schemas/discussion.ts";

/** A dispute about an entry, as its page shows it. Texts are somebody's: they are escaped by the page. */
export type Dispute = {
  readonly author: string;
  readonly opened: string;
  readonly open: boolean;
  readonly clauses: string;
  readonly evidence: string;
  readonly comments: number;
  readonly url: string;
};

/** Enough to know what it is about; the rest is where it was written. */
const LONGEST = 600;

/** Disputes of one entry, the oldest first. */
export function disputesOf(id: string, threads: readonly Discussion[]): Dispute[] {
  return threads
    .filter((thread) => disputedEntry(thread) === id)
    .toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1))
    .map(({ author, created_at, state, body, comments, url }) => {
      const evidence = answerIn(body, "What is wrong, and how can others see it?");
      return {
        author,
        opened: created_at,
        open: state === "open",
        clauses: answerIn(body, "Clauses").slice(0, LONGEST),
        evidence: evidence.length > LONGEST ? `${evidence.slice(0, LONGEST)} …` : evidence,
        comments: comments.length,
        url,
      };
    });
}
