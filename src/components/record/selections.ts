import type { RecordedDecision } from "../../record/types.ts";

/** What decisions can be listed by; the list pages are made from this. */
export const selectors = {
  ruleset: { name: "Ruleset", of: ({ rulesets }: RecordedDecision) => rulesets },
  track: { name: "Track", of: ({ tracks }: RecordedDecision) => tracks },
  topic: { name: "Topic", of: ({ topics }: RecordedDecision) => topics },
} as const;
export type Selector = keyof typeof selectors;

export type Selection = {
  readonly by: Selector;
  readonly value: string;
  readonly path: string;
  readonly decisions: readonly RecordedDecision[];
};

/** Every list of decisions that share a ruleset, a track or a topic. */
export function selectionsOf(decisions: readonly RecordedDecision[]): Selection[] {
  return (Object.keys(selectors) as Selector[]).flatMap((by) => {
    const values = new Set(decisions.flatMap((decision) => selectors[by].of(decision)));
    return [...values].toSorted().map((value) => ({
      by,
      value,
      path: `/decisions/${by}/${value}/`,
      decisions: decisions.filter((decision) => selectors[by].of(decision).includes(value)),
    }));
  });
}
