import type { Registry, RegistryRecord } from "../../registry/types.ts";

/** Where an entry stands in the history of its contest. */
export type History = {
  /** The record it beat; null where it was none, or the first. */
  readonly beat: RegistryRecord | null;
  /** The record that beat it; null where none did. */
  readonly beatenBy: RegistryRecord | null;
};

/** The place of an entry in history, from the registry alone. */
export function historyOf({ records }: Registry, id: string): History {
  const own = records.find(({ submission }) => submission === id);
  return {
    beat: records.find(({ submission }) => submission === own?.previous) ?? null,
    beatenBy: records.find(({ previous }) => previous === id) ?? null,
  };
}
