import { byId } from "../../by-id.ts";
import { byCodePoint } from "../../registry/order.ts";
import { verificationApplies } from "../../registry/standing.ts";
import type {
  ContentTree,
  Entry,
  Registry,
  RegistryRecord,
  RegistrySubmission,
} from "../../registry/types.ts";
import type { HardwareClass, Ruleset, Track } from "../../schemas/ruleset.ts";
import type { Verification } from "../../schemas/verification.ts";

/** An entry with everything that its page puts beside it. */
export type RunView = {
  readonly entry: Entry;
  readonly submission: RegistrySubmission;
  readonly ruleset: Ruleset;
  readonly track: Track;
  readonly hardware: HardwareClass;
  /** Its step of the record history, where it was a record. */
  readonly record: RegistryRecord | null;
  /** What it is compared with; null for the first of its contest. */
  readonly previous: Previous | null;
  /** Null also where the kernel measured other samples than those claimed today. */
  readonly verification: Verification | null;
};

export type Previous = {
  readonly entry: Entry;
  readonly submission: RegistrySubmission;
  /** How it relates to the entry, in words. */
  readonly relation: "the record before" | "the record when it was opened" | "what it is based on";
};

/** The last record that stood when the entry was opened, or null. */
function recordBefore(registry: Registry, submission: RegistrySubmission): RegistryRecord | null {
  const earlier = registry.records.filter(
    (record) =>
      record.ruleset === submission.ruleset &&
      record.track === submission.track &&
      record.hardware_class === submission.hardware_class &&
      record.submission !== submission.id &&
      (byCodePoint(record.opened_at, submission.opened_at) ||
        byCodePoint(record.submission, submission.id)) < 0,
  );
  return earlier.at(-1) ?? null;
}

function previousOf(tree: ContentTree, registry: Registry, of: RegistrySubmission) {
  const before = recordBefore(registry, of);
  const id = before?.submission ?? of.based_on[0];
  const entry = byId(tree.entries, id);
  const submission = byId(registry.submissions, id);
  if (!entry || !submission) return null;
  const held = of.record ? "the record before" : "the record when it was opened";
  return { entry, submission, relation: before ? held : "what it is based on" } as const;
}

/** Puts together what the page of an entry shows; null for an entry outside the registry. */
export function runView(tree: ContentTree, registry: Registry, id: string): RunView | null {
  const entry = byId(tree.entries, id);
  const submission = byId(registry.submissions, id);
  const ruleset = byId(registry.rulesets, submission?.ruleset);
  const track = ruleset?.tracks.find((candidate) => candidate.id === submission?.track);
  const hardware = ruleset?.hardware_classes.find(
    (candidate) => candidate.id === submission?.hardware_class,
  );
  if (!entry || !submission || !ruleset || !track || !hardware) return null;
  const { verification } = entry;
  return {
    entry,
    submission,
    ruleset,
    track,
    hardware,
    record: registry.records.find((record) => record.submission === id) ?? null,
    previous: previousOf(tree, registry, submission),
    verification: verification && verificationApplies(entry, verification) ? verification : null,
  };
}

/** Every entry that has a page. */
export const runViews = (tree: ContentTree, registry: Registry): RunView[] =>
  registry.submissions.flatMap(({ id }) => runView(tree, registry, id) ?? []);
