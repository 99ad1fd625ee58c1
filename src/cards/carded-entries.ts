import { byCodePoint } from "../registry/order.ts";
import type { Registry, RegistrySubmission } from "../registry/types.ts";

/**
 * Pictures cost time and room, so that only what people link to has one of its own: in each contest
 * the newest records and the first places. Every other entry shows the card of its board.
 */
export const RECORDS_CARDED = 40;
export const PLACES_CARDED = 10;

type Of = Pick<RegistrySubmission, "ruleset" | "track" | "hardware_class">;
const contestKey = (of: Of) => `${of.ruleset} ${of.track} ${of.hardware_class}`;

/** The ids of a list by contest, at most so many of each, the first ones of the list. */
function firstOfEach<Item extends Of>(
  list: readonly Item[],
  most: number,
  id: (of: Item) => string,
) {
  const contests = new Map<string, string[]>();
  for (const item of list) {
    const taken = contests.get(contestKey(item)) ?? [];
    if (taken.length < most) taken.push(id(item));
    contests.set(contestKey(item), taken);
  }
  return [...contests.values()].flat();
}

function chosen({ records, submissions }: Registry): ReadonlySet<string> {
  const newest = records.toReversed();
  const places = submissions
    .filter(({ rank }) => rank !== null)
    .toSorted(
      (a, b) =>
        (a.rank ?? 0) - (b.rank ?? 0) ||
        byCodePoint(a.opened_at, b.opened_at) ||
        byCodePoint(a.id, b.id),
    );
  return new Set([
    ...firstOfEach(newest, RECORDS_CARDED, ({ submission }) => submission),
    ...firstOfEach(places, PLACES_CARDED, ({ id }) => id),
  ]);
}

const kept = new WeakMap<Registry, ReadonlySet<string>>();

/** Ids of the entries with a card of their own; chosen once for a registry. */
export function cardedEntries(registry: Registry): ReadonlySet<string> {
  const ids = kept.get(registry) ?? chosen(registry);
  kept.set(registry, ids);
  return ids;
}
