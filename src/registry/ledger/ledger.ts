import type { Ruleset } from "../../schemas/ruleset.ts";
import { contestKey, type Rules, rulesBook } from "../contest.ts";
import { byMoment } from "../moment.ts";
import { byCodePoint } from "../order.ts";
import { referencesOf } from "../references.ts";
import { candidateOf } from "../submission.ts";
import type { Reference } from "../timing.ts";
import type { Candidate, ContentTree, Entry } from "../types.ts";
import { entryAfter, type Fact, factsOf, type GitFact } from "./facts.ts";
import { type ChainChange, counts, RecordChain } from "./record-chain.ts";

/** What a fact did to the record history of its contest. */
export type RecordChange = {
  /**
   * set: became a record. beaten: another holds the record now, it stays in the history.
   * fell: its own standing or time took it out. displaced: another's took it out.
   * holds-again: what had beaten it is gone.
   */
  readonly what: "set" | "beaten" | "fell" | "displaced" | "holds-again";
  readonly submission: string;
};

/** A fact of an entry, and what it made of the entry. */
export type Entered = Fact & {
  readonly submission: string;
  /** The entry after the fact; null where nothing about its place changed. */
  readonly row: Candidate | null;
};

/** One line of the ledger: a fact, how the entry stands after it, what that did to the records. */
export type LedgerEvent = Entered & { readonly records: readonly RecordChange[] };

/** In order of time; facts that are added later in time leave what stands here as it is. */
export type Ledger = readonly LedgerEvent[];

const sameRow = (a: Candidate | null, b: Candidate | null) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Every fact of one entry with the row it leads to. */
export function enteredBy(
  entry: Entry,
  rules: Rules,
  reference: Reference,
  fromGit: readonly GitFact[] = [],
): Entered[] {
  const facts = factsOf(entry, fromGit);
  let before: Candidate | null = null;
  return facts.map((fact, index) => {
    const state = entryAfter(entry, facts.slice(0, index + 1));
    const now: Candidate | null = state && candidateOf(state, rules, reference);
    const row = sameRow(before, now) ? null : now;
    before = now;
    return { ...fact, submission: entry.id, row };
  });
}

/** The facts of an entry that can move a record: changes of how it stands, once it has counted. */
export function movingRecords(entered: readonly Entered[]): Entered[] {
  const first = entered.findIndex(({ row }) => row !== null && counts(row));
  return first < 0 ? [] : entered.slice(first).filter(({ row }) => row !== null);
}

/** Puts the facts of all entries in one order, and tells what each did to places and records. */
export function* ledgerEvents(
  entered: readonly Entered[],
  rulesets: readonly Ruleset[],
): Generator<LedgerEvent> {
  const events = entered.toSorted(
    (a, b) => byMoment(a.at, b.at) || byCodePoint(a.submission, b.submission),
  );
  const chains = chainsOf(events, rulesets);
  for (const event of events) {
    const change = event.row && chains.get(contestKey(event.row))?.update(event.row);
    yield { ...event, records: change ? recordChanges(event.submission, change) : [] };
  }
}

/**
 * The ledger of a content tree: opened, checked, verified, ruled, timed again, and what each did to
 * places and records. `fromGit` adds facts that the content does not hold.
 */
export function ledgerOf(tree: ContentTree, fromGit: readonly GitFact[] = []): Ledger {
  const rulesOf = rulesBook(tree.rulesets);
  const reference = referencesOf(tree, rulesOf);
  const known = Map.groupBy(fromGit, ({ submission }) => submission);
  const entered = tree.entries.flatMap((entry) => {
    const rules = rulesOf(entry.ruleset, entry.result.track);
    return rules ? enteredBy(entry, rules, reference(entry), known.get(entry.id)) : [];
  });
  return [...ledgerEvents(entered, tree.rulesets)];
}

function chainsOf(
  events: readonly Entered[],
  rulesets: readonly Ruleset[],
): Map<string, RecordChain> {
  const byId = new Map(rulesets.map((ruleset) => [ruleset.id, ruleset]));
  const taking = new Map<string, Candidate>();
  for (const { row } of events) if (row) taking.set(row.id, row);
  const contests = Map.groupBy(taking.values(), contestKey);
  return new Map(
    [...contests].flatMap(([key, members]) => {
      const ruleset = byId.get(members[0]?.ruleset ?? "");
      return ruleset ? [[key, new RecordChain(members, ruleset)] as const] : [];
    }),
  );
}

function recordChanges(cause: string, change: ChainChange): RecordChange[] {
  const { removed, added, holderBefore, holderAfter } = change;
  const changes: RecordChange[] = removed.map((submission) => ({
    what: submission === cause ? "fell" : "displaced",
    submission,
  }));
  changes.push(...added.map((submission): RecordChange => ({ what: "set", submission })));
  if (holderBefore === holderAfter) return changes;
  if (holderBefore !== null && !removed.includes(holderBefore)) {
    changes.push({ what: "beaten", submission: holderBefore });
  }
  if (holderAfter !== null && !added.includes(holderAfter)) {
    changes.push({ what: "holds-again", submission: holderAfter });
  }
  return changes;
}
