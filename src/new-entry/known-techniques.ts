import { byCodePoint } from "../registry/order.ts";
import type { ClauseExample } from "../schemas/clause-example.ts";

/**
 * Names of techniques to choose from, so that the same idea gets the same name: those that entries
 * declare, the most frequent first, then those of worked cases that the rules allow.
 */
export function knownTechniques(
  declared: Iterable<readonly string[]>,
  examples: readonly ClauseExample[],
): string[] {
  const times = new Map<string, number>();
  for (const names of declared)
    for (const name of new Set(names)) times.set(name, (times.get(name) ?? 0) + 1);
  const frequent = [...times]
    .toSorted(([a, many], [b, more]) => more - many || byCodePoint(a, b))
    .map(([name]) => name);
  const allowed = examples.flatMap(({ allowed, technique }) => (allowed && technique) || []);
  return [...new Set([...frequent, ...allowed.toSorted(byCodePoint)])];
}
