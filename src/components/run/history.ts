import type { Registry, RegistryRecord, RegistrySubmission } from "../../registry/types.ts";

/** Where an entry stands in the history of its contest, and among the entries that build on it. */
export type History = {
  /** The record it beat; null where it was none, or the first. */
  readonly beat: RegistryRecord | null;
  /** The record that beat it; null where none did. */
  readonly beatenBy: RegistryRecord | null;
  /** Entries that name it as what they build on, the oldest first. */
  readonly children: readonly RegistrySubmission[];
};

/** The place of an entry in history, from the registry alone. */
export function historyOf({ records, submissions }: Registry, id: string): History {
  const own = records.find(({ submission }) => submission === id);
  return {
    beat: records.find(({ submission }) => submission === own?.previous) ?? null,
    beatenBy: records.find(({ previous }) => previous === id) ?? null,
    children: submissions
      .filter(({ based_on }) => based_on.includes(id))
      .toSorted((a, b) => (a.opened_at < b.opened_at ? -1 : 1)),
  };
}
