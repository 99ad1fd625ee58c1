import type { Ruling } from "../../schemas/rulings.ts";
import type { Verification } from "../../schemas/verification.ts";
import { byMoment, endOfDay, laterOf } from "../moment.ts";
import { openedAt } from "../opened.ts";
import type { Entry } from "../types.ts";

/** What git or GitHub knows beyond the content, handed in as data; it moves nobody's place. */
export type GitFact = {
  readonly at: string;
  readonly submission: string;
  readonly kind: "checked" | "landed";
  readonly commit?: string;
  readonly url?: string;
};

/** Something that happened to one entry, at a moment in UTC. */
export type Fact =
  | { readonly kind: "opened"; readonly at: string }
  | GitFact
  | { readonly kind: "verified"; readonly at: string; readonly verdict: Verification["verdict"] }
  | {
      readonly kind: "ruled";
      readonly at: string;
      readonly ruling: Pick<Ruling, "decision" | "date" | "clauses" | "reason" | "link">;
    }
  | {
      readonly kind: "retimed";
      readonly at: string;
      /** Its place in the list of rulings.yaml. */
      readonly index: number;
      readonly host: string;
      readonly reason: string;
    };

const MILLISECONDS = 1000;

/** When a measurement ended, to the second. */
function measuredAt({ started_at, duration_seconds }: Verification): string {
  const end = Date.parse(started_at) + Math.ceil(duration_seconds) * MILLISECONDS;
  return Number.isNaN(end) ? started_at : `${new Date(end).toISOString().slice(0, 19)}Z`;
}

const order = ["opened", "checked", "verified", "landed", "ruled", "retimed"] as const;

/**
 * What happened to an entry, in order. Nothing happened before it was opened, and a ruling never
 * before the one it follows; what has no time of day counts from the end of its day.
 */
export function factsOf(entry: Entry, fromGit: readonly GitFact[] = []): Fact[] {
  const opened = openedAt(entry);
  const { verification, rulings } = entry;
  const facts: Fact[] = [{ kind: "opened", at: opened }, ...fromGit];
  if (verification !== null) {
    facts.push({ kind: "verified", at: measuredAt(verification), verdict: verification.verdict });
  }
  let last = opened;
  for (const { decision, date, clauses, reason, link } of rulings?.rulings ?? []) {
    last = laterOf(last, endOfDay(date));
    facts.push({ kind: "ruled", at: last, ruling: { decision, date, clauses, reason, link } });
  }
  rulings?.timings?.forEach(({ date, host, reason }, index) => {
    facts.push({ kind: "retimed", at: endOfDay(date), index, host, reason });
  });
  return facts
    .map((fact) => ({ ...fact, at: laterOf(opened, fact.at) }))
    .toSorted((a, b) => byMoment(a.at, b.at) || order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** The entry as it was when only these of its facts had happened; null before it was opened. */
export function entryAfter(entry: Entry, facts: readonly Fact[]): Entry | null {
  if (!facts.some(({ kind }) => kind === "opened")) return null;
  const ruled = facts.filter(({ kind }) => kind === "ruled").length;
  const timed = new Set(facts.flatMap((fact) => (fact.kind === "retimed" ? [fact.index] : [])));
  const { rulings, verification } = entry;
  return {
    ...entry,
    verification: facts.some(({ kind }) => kind === "verified") ? verification : null,
    rulings: {
      ...rulings,
      // Known from the start, whichever document tells it.
      pull_request: { url: null, ...rulings?.pull_request, opened_at: openedAt(entry) },
      rulings: rulings?.rulings.slice(0, ruled) ?? [],
      timings: rulings?.timings?.filter((_, index) => timed.has(index)),
    },
  };
}
