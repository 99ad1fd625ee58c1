import type { Row } from "./row.ts";

/** Parts of a row that are one number each. */
const FIELDS = ["line", "clock", "step", "samples", "loss", "lr", "moment"] as const;
const [ABSENT, NULL, NUMBER] = [0, 1, 2];

/** Names in the order of their values; null values take no place. */
type Names = readonly { readonly name: string; readonly isNull: boolean }[];

/** What rows have in common that have the same parts. Logs have a handful of these. */
type Shape = {
  readonly kind: Row["kind"];
  readonly states: readonly number[];
  readonly metrics: Names | null;
  readonly extra: Names | null;
  readonly numbers: number;
};

const BLOCK = 1 << 16;
/** Numbers that are kept: 64 MB of them, which is half a million rows of ten parts. */
export const MOST_NUMBERS = 8_000_000;
const MOST_SHAPES = 2_000;

type Numbers = Row["metrics"];

const namesOf = (numbers: Numbers): Names | null =>
  numbers === undefined
    ? null
    : Object.entries(numbers).map(([name, value]) => ({ name, isNull: value === null }));

/** Whether the numbers have these names, in this order. */
function fits(names: Names | null, numbers: Numbers): boolean {
  if (names === null || numbers === undefined) return names === null && numbers === undefined;
  let at = 0;
  for (const name in numbers) {
    const known = names[at];
    if (known === undefined || known.name !== name || known.isNull !== (numbers[name] === null)) {
      return false;
    }
    at += 1;
  }
  return at === names.length;
}

function stateOf(value: number | null | undefined): number {
  if (value === undefined) return ABSENT as number;
  return (value === null ? NULL : NUMBER) as number;
}

/** Rows of a log in little memory, so that it need not be read twice. */
export class KeptRows {
  readonly #most: number;
  readonly #shapes: Shape[] = [];
  readonly #shapeOf = new Map<string, number>();
  /** Which shape each row has. */
  #rows = new Uint16Array(BLOCK);
  #count = 0;
  readonly #blocks: Float64Array[] = [];
  #numbers = 0;
  #latest = -1;
  #isFull = false;

  constructor(most = MOST_NUMBERS) {
    this.#most = most;
  }

  /** True once a row had no place: then the rows are not complete and none is kept. */
  get isFull(): boolean {
    return this.#isFull;
  }

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
    this.#numbers = 0;
  }

  add(row: Row): void {
    if (this.#isFull) return;
    const index = this.#shapeIndex(row);
    const shape = this.#shapes[index] as Shape;
    if (index >= MOST_SHAPES || this.#numbers + shape.numbers > this.#most) {
      this.#isFull = true;
      this.#blocks.length = 0;
      this.#rows = new Uint16Array();
      return;
    }
    if (this.#count === this.#rows.length) {
      const larger = new Uint16Array(this.#rows.length * 2);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[this.#count++] = index;
    for (let at = 0; at < FIELDS.length; at++) {
      if (shape.states[at] === NUMBER) this.#push(row[FIELDS[at] as "line"]);
    }
    for (const numbers of [row.metrics, row.extra]) {
      for (const name in numbers) {
        const value = numbers[name];
        if (value !== null && value !== undefined) this.#push(value);
      }
    }
  }

  /** The rows in their order, so many at a time. */
  *batches(size: number): Generator<Row[]> {
    let rows: Row[] = [];
    for (const row of this.#all()) {
      rows.push(row);
      if (rows.length < size) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  }

  /** The rows without what only the first pass needs. */
  *#all(): Generator<Row> {
    let at = 0;
    const next = () => (this.#blocks[at >> 16] as Float64Array)[at++ & (BLOCK - 1)] as number;
    for (let index = 0; index < this.#count; index++) {
      const shape = this.#shapes[this.#rows[index] as number] as Shape;
      const field = (place: number) => {
        const state = shape.states[place];
        if (state === NUMBER) return next();
        return state === NULL ? null : undefined;
      };
      const numbers = (names: Names | null) => {
        if (names === null) return undefined;
        const found: Record<string, number | null> = {};
        for (const { name, isNull } of names) found[name] = isNull ? null : next();
        return found;
      };
      // The order of the fields is the order of FIELDS.
      yield {
        kind: shape.kind,
        line: field(0) ?? 0,
        clock: field(1) ?? null,
        step: field(2) ?? null,
        samples: field(3) ?? null,
        loss: field(4),
        lr: field(5),
        moment: field(6),
        metrics: numbers(shape.metrics),
        extra: numbers(shape.extra),
      };
    }
  }

  #push(value: number): void {
    const block = this.#numbers >> 16;
    if (block === this.#blocks.length) this.#blocks.push(new Float64Array(BLOCK));
    (this.#blocks[block] as Float64Array)[this.#numbers & (BLOCK - 1)] = value;
    this.#numbers += 1;
  }

  #shapeIndex(row: Row): number {
    const latest = this.#shapes[this.#latest];
    if (latest && this.#has(latest, row)) return this.#latest;
    const states = FIELDS.map((field) => stateOf(row[field]));
    const [metrics, extra] = [namesOf(row.metrics), namesOf(row.extra)];
    const key = JSON.stringify([row.kind, states, metrics, extra]);
    let index = this.#shapeOf.get(key);
    if (index === undefined) {
      index = this.#shapes.length;
      const named = [...(metrics ?? []), ...(extra ?? [])].filter(({ isNull }) => !isNull);
      const numbers = states.filter((state) => state === NUMBER).length + named.length;
      this.#shapes.push({ kind: row.kind, states, metrics, extra, numbers });
      this.#shapeOf.set(key, index);
    }
    this.#latest = index;
    return index;
  }

  #has(shape: Shape, row: Row): boolean {
    if (shape.kind !== row.kind) return false;
    for (let at = 0; at < FIELDS.length; at++) {
      if (shape.states[at] !== stateOf(row[FIELDS[at] as "line"])) return false;
    }
    return fits(shape.metrics, row.metrics) && fits(shape.extra, row.extra);
  }
}
