import { contentDirectory, isContentTree } from "./content-directory.ts";
import { readContent } from "./content-tree/read-content.ts";
import { readDiscussions, readRemovals } from "./content-tree/read-discussions.ts";
import { readRecord } from "./content-tree/read-record.ts";
import { readRulebooks } from "./content-tree/read-rulebooks.ts";
import { withoutRemoved } from "./discussions/mirror.ts";
import type { Finding } from "./findings/finding.ts";
import { renderText } from "./findings/render/text.ts";
import { readBefore } from "./read-once/read-before.ts";
import type { PublicRecord } from "./record/types.ts";
import { type CaseIndex, caseIndexes, caseLaw, type Precedent } from "./registry/case-law.ts";
import { buildRegistry } from "./registry/index.ts";
import { type Ledger, ledgerOf } from "./registry/ledger/ledger.ts";
import type { ContentTree, Registry } from "./registry/types.ts";
import { unknownClauses } from "./rulesets/check-rulesets.ts";
import type { Rulebook } from "./rulesets/types.ts";
import type { Discussion } from "./schemas/discussion.ts";

type Site = {
  tree: ContentTree;
  registry: Registry;
  record: PublicRecord;
  rulebooks: readonly Rulebook[];
  /** Every ruling, newest first. */
  precedents: readonly Precedent[];
  /** The same by what was decided, by clause and by technique. */
  caseIndexes: readonly CaseIndex[];
};

/** Ends the build with words for people: where in this code they were found helps nobody. */
function stop(words: string): never {
  const error = new Error(words);
  error.stack = "";
  throw error;
}

/** A site that leaves an entry or a decision out in silence would be worse than none. */
function stopAt(findings: readonly Finding[]): void {
  if (findings.length > 0) stop(`The content tree is broken:\n\n${renderText(findings)}`);
}

async function load(): Promise<Site> {
  if (!isContentTree(contentDirectory)) {
    stop(`${contentDirectory} is no content tree: it has no folder rulesets (IMAGEGEN_CONTENT).`);
  }
  const read = readBefore(contentDirectory) ?? (await readContent(contentDirectory));
  const { findings: inEntries, ...tree } = read;
  const { findings: inRecord, ...record } = readRecord(contentDirectory, tree.rulesets);
  const { rulebooks, findings: inRulesets } = readRulebooks(contentDirectory, tree.rulesets);
  const cited = unknownClauses(tree.entries, rulebooks);
  const findings = [...inEntries, ...inRulesets, ...cited, ...inRecord];
  stopAt(findings);
  const precedents = caseLaw(tree.entries);
  const law = { precedents, caseIndexes: caseIndexes(precedents) };
  return { tree, registry: buildRegistry(tree), record, rulebooks, ...law };
}

let loading: ReturnType<typeof load> | undefined;

/** The content tree, its registry and the public record, read once per build. */
export function loadSite(): ReturnType<typeof load> {
  loading ??= load();
  return loading;
}

let events: Promise<Ledger> | undefined;

/** The ledger of every board, made once per build. */
export function loadLedger(): Promise<Ledger> {
  events ??= loadSite().then(({ tree }) => ledgerOf(tree));
  return events;
}

let threads: Discussion[] | undefined;

/** The mirrored public threads, without what people asked to be taken out; read once per build. */
export function loadDiscussions(): readonly Discussion[] {
  if (threads) return threads;
  const { value, findings } = readDiscussions(contentDirectory);
  const removals = readRemovals(contentDirectory);
  stopAt([...findings, ...removals.findings]);
  threads = value.map((thread) => withoutRemoved(thread, removals.value));
  return threads;
}
