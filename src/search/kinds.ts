/** What the search can be narrowed to. */
export const searchKinds = [
  "Entry",
  "Decision",
  "Check",
  "Ruleset",
  "Meeting",
  "Discussion",
  "Guide",
] as const;
export type SearchKind = (typeof searchKinds)[number];
