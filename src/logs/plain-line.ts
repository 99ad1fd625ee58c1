import type { LogEvent } from "../schemas/log-event.ts";

const [SPACE, QUOTE, COMMA, MINUS, POINT, COLON] = [0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x3a];
const [ZERO, NINE, LARGE_E, BACKSLASH, SMALL_E] = [0x30, 0x39, 0x45, 0x5c, 0x65];
const [OPEN, CLOSE, PLUS, CARRIAGE_RETURN, DELETE] = [0x7b, 0x7d, 0x2b, 0x0d, 0x7f];

/** Keys with their closing quote; the numbers below are places in this list. */
const KEYS = ['clock"', 'step"', 'samples"', 'loss"', 'lr"', 'seed"', 'event"'] as const;
const [CLOCK, STEP, SAMPLES, LOSS, LR, SEED, EVENT, OTHER] = [0, 1, 2, 3, 4, 5, 6, 7];
/** Keys whose values are other things than numbers: left to the general reader. */
const GENERAL = ["metrics", "time", "note"];
const EVENTS = ["step", "eval", "start", "pause", "resume", "end"] as const;

/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** So many digits fit a double exactly; divided by an exact power they round once, and right. */
const EXACT_DIGITS = 15;

const isDigit = (code: number) => code >= ZERO && code <= NINE;
const isCount = (value: number) =>
  Number.isNaN(value) || (Number.isSafeInteger(value) && value >= 0);
const orUndefined = (value: number) => (Number.isNaN(value) ? undefined : value);

/**
 * Reads the lines that a training writes a million times: an event and numbers, plain ASCII. For
 * these it says exactly what JSON.parse and `faultOf` say, several times faster; every other line,
 * right or wrong, it leaves to them. A test holds the two against each other.
 */
export class PlainLines {
  #text = "";
  #at = 0;
  /** What was read of the line so far; NaN where nothing was. */
  readonly #values = new Float64Array(KEYS.length);

  /** The event that stands in `text` from `start` to `end`, or null where it is not of this form. */
  read(text: string, start: number, end: number): LogEvent | null {
    this.#text = text;
    this.#at = start;
    const values = this.#values.fill(Number.NaN);
    if (!this.#take(OPEN)) return null;
    do {
      const key = this.#key();
      if (key < OTHER && !Number.isNaN(values[key] as number)) return null;
      const value = key === EVENT ? this.#event() : this.#number();
      // The general reader tells an infinite number, a wrong value and a stranger's nesting.
      if (!Number.isFinite(value)) return null;
      if (key < OTHER) values[key] = value;
    } while (this.#take(COMMA));
    if (!this.#take(CLOSE)) return null;
    if (text.charCodeAt(this.#at) === CARRIAGE_RETURN) this.#at += 1;
    return this.#at === end ? eventOf(values) : null;
  }

  /** Takes a character and the spaces after it. */
  #take(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at += 1;
    while (this.#text.charCodeAt(this.#at) === SPACE) this.#at += 1;
    return true;
  }

  /** Takes a word where it stands next. */
  #word(word: string): boolean {
    for (let index = 0; index < word.length; index++) {
      if (this.#text.charCodeAt(this.#at + index) !== word.charCodeAt(index)) return false;
    }
    this.#at += word.length;
    return true;
  }

  /** Takes a key and its colon. A line whose next part is no plain key fails at what follows. */
  #key(): number {
    if (this.#text.charCodeAt(this.#at) !== QUOTE) return OTHER;
    this.#at += 1;
    let key = 0;
    while (key < KEYS.length && !this.#word(KEYS[key] as string)) key += 1;
    if (key === OTHER) this.#otherKey();
    while (this.#text.charCodeAt(this.#at) === SPACE) this.#at += 1;
    // A quote is no number and no event: the value is refused.
    if (!this.#take(COLON)) this.#at = this.#text.length;
    return key;
  }

  /** Takes a key that the log may have beside the known ones. */
  #otherKey(): void {
    const from = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) break;
      // NaN, past the end of the text, fails here as well.
      if (!(code >= SPACE && code < DELETE) || code === BACKSLASH) return;
      this.#at += 1;
    }
    if (GENERAL.includes(this.#text.slice(from, this.#at))) return;
    this.#at += 1;
  }

  #event(): number {
    if (this.#text.charCodeAt(this.#at) !== QUOTE) return Number.NaN;
    this.#at += 1;
    const index = EVENTS.findIndex((name) => this.#word(name));
    return index >= 0 && this.#take(QUOTE) ? index : Number.NaN;
  }

  /** Takes a number as JSON writes it; NaN where there is none. */
  #number(): number {
    const text = this.#text;
    const from = this.#at;
    const negative = text.charCodeAt(from) === MINUS;
    let at = negative ? from + 1 : from;
    const first = at;
    let mantissa = 0;
    let code = text.charCodeAt(at);
    for (; isDigit(code); code = text.charCodeAt(++at)) mantissa = mantissa * 10 + code - ZERO;
    const whole = at - first;
    if (whole === 0 || (whole > 1 && text.charCodeAt(first) === ZERO)) return Number.NaN;
    let fraction = 0;
    if (code === POINT) {
      const point = at;
      code = text.charCodeAt(++at);
      for (; isDigit(code); code = text.charCodeAt(++at)) mantissa = mantissa * 10 + code - ZERO;
      fraction = at - point - 1;
      if (fraction === 0) return Number.NaN;
    }
    const exact = whole + fraction <= EXACT_DIGITS && code !== SMALL_E && code !== LARGE_E;
    this.#at = code === SMALL_E || code === LARGE_E ? this.#exponentEnd(at) : at;
    const value = exact
      ? mantissa / (POWERS[fraction] as number)
      : Math.abs(Number(text.slice(from, this.#at)));
    while (text.charCodeAt(this.#at) === SPACE) this.#at += 1;
    return negative ? -value : value;
  }

  /** Where the exponent that begins at `at` ends; without digits it ends nowhere. */
  #exponentEnd(at: number): number {
    const sign = this.#text.charCodeAt(at + 1);
    const digits = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
    let end = digits;
    while (isDigit(this.#text.charCodeAt(end))) end += 1;
    return end === digits ? this.#text.length : end;
  }
}

/** The event of what was read, or null where something is missing or wrong. */
function eventOf(values: Float64Array): LogEvent | null {
  const at = (key: number) => values[key] as number;
  const event = EVENTS[at(EVENT)];
  const [clock, step, samples, seed] = [at(CLOCK), at(STEP), at(SAMPLES), at(SEED)];
  // The clock is missing where it is NaN, which is not at least zero either.
  if (event === undefined || !(clock >= 0)) return null;
  if (!isCount(step) || !isCount(samples) || !isCount(seed)) return null;
  return {
    event,
    clock,
    step: orUndefined(step),
    samples: orUndefined(samples),
    loss: orUndefined(at(LOSS)),
    lr: orUndefined(at(LR)),
    seed: orUndefined(seed),
  };
}
