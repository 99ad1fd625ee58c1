import type { Finding } from "../findings/finding.ts";
import { deriverOf } from "../registry/index.ts";
import type { Entry } from "../registry/types.ts";
import { type WrittenEntry, written } from "../registry/written.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { readEntries } from "./read-content.ts";

/**
 * What an entry brings to the registry; or itself, where it was timed beside another and what it
 * brings depends on that one.
 */
export type ReadItem = { readonly path: string } & (
  | { readonly brings: WrittenEntry }
  | { readonly waiting: Entry }
);
export type ReadPart = { readonly items: ReadItem[]; readonly findings: Finding[] };

/** The entries that an entry was timed beside. */
export const baselinesOf = ({ rulings }: Entry): string[] =>
  (rulings?.timings ?? []).flatMap(({ baseline }) => baseline?.submission ?? []);

/** Reads entries and tells what they bring, so that they themselves need not be kept. */
export async function readPart(
  content: string,
  paths: readonly string[],
  rulesets: readonly Ruleset[],
): Promise<ReadPart> {
  const { entries, findings } = await readEntries(content, paths, rulesets);
  const derive = deriverOf({ rulesets, entries: [] });
  const items = entries.flatMap((entry): ReadItem[] => {
    const { path } = entry;
    if (baselinesOf(entry).length > 0) return [{ path, waiting: entry }];
    const derived = derive(entry);
    return derived ? [{ path, brings: written(derived) }] : [];
  });
  return { items, findings };
}
