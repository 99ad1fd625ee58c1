import type { Ruleset } from "../../schemas/ruleset.ts";
import { largestRecord, millionths } from "../exact.ts";
import { byOpening } from "../moment.ts";
import { follows } from "../records.ts";
import type { Candidate } from "../types.ts";
import { MinimumTree } from "./minimum-tree.ts";

/** So many can be arguments of a call. */
const FEW = 1000;

/** True where an entry takes part in the record history. */
export const counts = ({ withheld, ranked_by }: Candidate): boolean =>
  withheld === null && ranked_by.value !== null;

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
    const value = counts(candidate) ? candidate.ranked_by.value : null;
    const was = this.#candidates[place] !== null;
    this.#candidates[place] = value === null ? null : candidate;
    this.#values.set(place, value === null ? Number.POSITIVE_INFINITY : millionths(value));
    return value !== null || was ? this.#reformed(place) : null;
  }

  #reformed(place: number): ChainChange | null {
    const before = this.#chain;
    const from = lowerBound(before, place);
    // Nobody between the record before and this place follows it: that would be a record already.
    const last = before[from - 1] ?? null;
    if (!this.#follows(place, last) && before[from] !== place) return null;
    const fresh = new Set<number>();
    let next = this.#next(last, place);
    // From a record that stands as before, the history goes on as before.
    while (next !== null && (next === place || !isIn(before, next))) {
      fresh.add(next);
      next = this.#next(next, next + 1);
    }
    const until = next === null ? before.length : lowerBound(before, next);
    const holderBefore = before.at(-1);
    const left = before.slice(from, until);
    this.#replace(from, until, [...fresh]);
    return {
      removed: this.#ids(left.filter((each) => !fresh.has(each))),
      added: this.#ids([...fresh].filter((each) => !isIn(left, each))),
      holderBefore: this.#idAt(holderBefore),
      holderAfter: this.#idAt(this.#chain.at(-1)),
    };
  }

  /** In place where few are new: copying a long history at every change would take longest of all. */
  #replace(from: number, until: number, fresh: readonly number[]): void {
    const chain = this.#chain;
    if (fresh.length < FEW) chain.splice(from, until - from, ...fresh);
    else this.#chain = chain.slice(0, from).concat(fresh, chain.slice(until));
  }

  /** True where the entry at a place follows the one at `last`, or is the first of all. */
  #follows(place: number, last: number | null): boolean {
    const candidate = this.#candidates[place];
    const best = last === null ? null : this.#candidates[last];
    return (
      candidate !== null &&
      candidate !== undefined &&
      (!best || follows(candidate, best, this.#ruleset))
    );
  }

  /** The first place from `start` on whose entry follows the one at `last`, or is the first of all. */
  #next(last: number | null, start: number): number | null {
    const best = last === null ? null : this.#candidates[last];
    const { margin_relative } = this.#ruleset.record;
    const bound = best
      ? largestRecord(best.ranked_by.value ?? 0, margin_relative)
      : Number.MAX_VALUE;
    let next = this.#values.firstAtMost(bound, start);
    while (next !== null && !this.#follows(next, last)) {
      next = this.#values.firstAtMost(bound, next + 1);
    }
    return next;
  }

  #ids(places: readonly number[]): string[] {
    return places.map((place) => this.#order[place] ?? "");
  }

  #idAt(place: number | undefined): string | null {
    return place === undefined ? null : (this.#order[place] ?? null);
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

const isIn = (ascending: readonly number[], value: number): boolean =>
  ascending[lowerBound(ascending, value)] === value;
