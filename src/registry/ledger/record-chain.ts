import type { Ruleset } from "../../schemas/ruleset.ts";
import { largestRecord, millionths } from "../exact.ts";
import { byOpening } from "../moment.ts";
import { follows } from "../records.ts";
import type { Candidate } from "../types.ts";
import { MinimumTree } from "./minimum-tree.ts";

/** What one change did to a record history: ids, in the order of the history. */
export type ChainChange = {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly holderBefore: string | null;
  readonly holderAfter: string | null;
};

/**
 * The record history of one contest, kept up to date while entries gain and lose their places. Says
 * at any moment what `history` in records.ts would say of the same candidates, but looks only at
 * what a change can touch.
 */
export class RecordChain {
  readonly #ruleset: Ruleset;
  readonly #order: readonly string[];
  readonly #placeOf: ReadonlyMap<string, number>;
  readonly #candidates: (Candidate | null)[];
  readonly #values: MinimumTree;
  /** Places of the records, ascending. */
  #chain: number[] = [];

  /** `entries`: all that will ever take part. */
  constructor(
    entries: readonly { readonly id: string; readonly opened_at: string }[],
    ruleset: Ruleset,
  ) {
    this.#ruleset = ruleset;
    this.#order = entries.toSorted(byOpening).map(({ id }) => id);
    this.#placeOf = new Map(this.#order.map((id, place) => [id, place]));
    this.#candidates = this.#order.map(() => null);
    this.#values = new MinimumTree(this.#order.length);
  }

  /** Takes in how an entry stands now. Null where the history stays as it was. */
  update(candidate: Candidate): ChainChange | null {
    const place = this.#placeOf.get(candidate.id);
    if (place === undefined) throw new RangeError(`${candidate.id} takes no part here`);
    const {
      withheld,
      ranked_by: { value },
    } = candidate;
    const counts = withheld === null && value !== null;
    const was = this.#candidates[place] !== null;
    this.#candidates[place] = counts ? candidate : null;
    this.#values.set(place, counts ? millionths(value) : Number.POSITIVE_INFINITY);
    return counts || was ? this.#reformed(place) : null;
  }

  #reformed(place: number): ChainChange | null {
    const before = this.#chain;
    const kept = before.slice(0, lowerBound(before, place));
    const old = before.slice(kept.length);
    const isNew = this.#next(kept.at(-1) ?? null) === place;
    if (!isNew && old[0] !== place) return null;
    const placeInOld = new Map(old.map((each, index) => [each, index]));
    const fresh = new Set<number>();
    let next = this.#next(kept.at(-1) ?? null);
    // From a record that stands as before, the history goes on as before.
    while (next !== null && (next === place || !placeInOld.has(next))) {
      fresh.add(next);
      next = this.#next(next);
    }
    const left = next === null ? old : old.slice(0, placeInOld.get(next));
    this.#chain = [...kept, ...fresh, ...old.slice(left.length)];
    return {
      removed: this.#ids(left.filter((each) => !fresh.has(each))),
      added: this.#ids([...fresh].filter((each) => !placeInOld.has(each))),
      holderBefore: this.#ids(before.slice(-1))[0] ?? null,
      holderAfter: this.#ids(this.#chain.slice(-1))[0] ?? null,
    };
  }

  /** The place of the first entry that follows the one at `last`, or is the first of all. */
  #next(last: number | null): number | null {
    const best = last === null ? null : this.#candidates[last];
    if (last === null || !best) return this.#values.firstAtMost(Number.MAX_VALUE, 0);
    const { margin_relative } = this.#ruleset.record;
    const bound = largestRecord(best.ranked_by.value ?? 0, margin_relative);
    let next = this.#values.firstAtMost(bound, last + 1);
    while (next !== null) {
      const candidate = this.#candidates[next];
      if (candidate && follows(candidate, best, this.#ruleset)) return next;
      next = this.#values.firstAtMost(bound, next + 1);
    }
    return null;
  }

  #ids(places: readonly number[]): string[] {
    return places.map((place) => this.#order[place] ?? "");
  }
}

/** Index of the first number that is at least `value` in an ascending list. */
function lowerBound(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
