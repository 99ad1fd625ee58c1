/** Numbers at fixed places, with the first place at or below a bound found in logarithmic time. */
export class MinimumTree {
  readonly #width: number;
  readonly #least: Float64Array;

  /** Every place holds infinity at first. */
  constructor(places: number) {
    this.#width = 2 ** Math.ceil(Math.log2(Math.max(places, 1)));
    this.#least = new Float64Array(2 * this.#width).fill(Number.POSITIVE_INFINITY);
  }

  at(place: number): number {
    return this.#least[this.#width + place] ?? Number.POSITIVE_INFINITY;
  }

  set(place: number, value: number): void {
    let node = this.#width + place;
    this.#least[node] = value;
    for (node >>= 1; node >= 1; node >>= 1) {
      this.#least[node] = Math.min(this.#node(2 * node), this.#node(2 * node + 1));
    }
  }

  /** The first place from `start` on whose number is finite and at most `bound`; null without one. */
  firstAtMost(bound: number, start: number): number | null {
    if (start >= this.#width) return null;
    const holds = (node: number) => this.#node(node) <= bound && Number.isFinite(this.#node(node));
    let node = this.#width + start;
    while (!holds(node)) {
      // Up to the next subtree on the right; past the last one there is nothing.
      while (node % 2 === 1) node >>= 1;
      if (node === 0) return null;
      node += 1;
    }
    while (node < this.#width) node = holds(2 * node) ? 2 * node : 2 * node + 1;
    return node - this.#width;
  }

  #node(node: number): number {
    return this.#least[node] ?? Number.POSITIVE_INFINITY;
  }
}
