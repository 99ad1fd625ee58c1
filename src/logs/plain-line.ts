import type { LogEvent } from "../schemas/log-event.ts";
import type { ByteLine } from "./lines.ts";

const [SPACE, QUOTE, COMMA, MINUS, POINT, COLON] = [0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x3a];
const [ZERO, NINE, LARGE_E, BACKSLASH, SMALL_E] = [0x30, 0x39, 0x45, 0x5c, 0x65];
const [OPEN, CLOSE, PLUS, CARRIAGE_RETURN, DELETE] = [0x7b, 0x7d, 0x2b, 0x0d, 0x7f];

const ascii = (word: string) => Uint8Array.from(word, (character) => character.charCodeAt(0));

/** Keys with their closing quote, as loggers order them; the numbers are places in this list. */
const KEYS = ['event"', 'clock"', 'step"', 'samples"', 'loss"', 'lr"', 'seed"'].map(ascii);
const [EVENT, CLOCK, STEP, SAMPLES, LOSS, LR, SEED, OTHER] = [0, 1, 2, 3, 4, 5, 6, 7];
/** Keys whose values are other things than numbers: left to the general reader. */
const GENERAL = ["metrics", "time", "note"].map(ascii);
const EVENTS = ["step", "eval", "start", "pause", "resume", "end"] as const;
const EVENT_WORDS = EVENTS.map(ascii);

/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** So many digits fit a double exactly; divided by an exact power they round once, and right. */
const EXACT_DIGITS = 15;

const isCount = (value: number | undefined) =>
  value === undefined || (Number.isSafeInteger(value) && value >= 0);

/**
 * Reads the lines that a training writes a million times: an event and numbers, plain ASCII. For
 * these it says exactly what JSON.parse and `faultOf` say, several times faster; every other line,
 * right or wrong, it leaves to them. A test holds the two against each other.
 *
 * No byte is looked for past the end: a line feed stands there, and nothing takes that.
 */
export class PlainLines {
  #bytes: Uint8Array = new Uint8Array();
  #at = 0;
  /** Whether what was taken so far is of the form; false once something was not. */
  #isPlain = true;
  readonly #values = new Float64Array(KEYS.length + 1);

  /** The event of a line, or null where the line is not of this form. */
  read({ piece, start, end, terminated }: ByteLine): LogEvent | null {
    if (!terminated || end >= piece.bytes.length) return null;
    this.#bytes = piece.bytes;
    this.#at = start;
    this.#isPlain = true;
    this.#take(OPEN);
    let seen = 0;
    let key = EVENT - 1;
    do {
      key = this.#key(key + 1);
      const value = key === EVENT ? this.#event() : this.#number(piece);
      const bit = 1 << key;
      // The general reader tells an infinite number and decides about a key that occurs twice.
      if (!this.#isPlain || !Number.isFinite(value) || (key < OTHER && seen & bit)) return null;
      seen |= bit;
      this.#values[key] = value;
    } while (this.#isNext(COMMA));
    this.#take(CLOSE);
    if (this.#bytes[this.#at] === CARRIAGE_RETURN) this.#at += 1;
    return this.#isPlain && this.#at === end ? eventOf(this.#values, seen) : null;
  }

  /** Takes a character and the spaces after it; a line without it is not plain. */
  #take(code: number): void {
    if (!this.#isNext(code)) this.#isPlain = false;
  }

  /** Whether a character comes next; takes it, and the spaces after it. */
  #isNext(code: number): boolean {
    const bytes = this.#bytes;
    if (bytes[this.#at] !== code) return false;
    let at = this.#at + 1;
    while (bytes[at] === SPACE) at += 1;
    this.#at = at;
    return true;
  }

  /** Takes a word where it stands next. */
  #word(word: Uint8Array): boolean {
    const bytes = this.#bytes;
    const from = this.#at;
    for (let index = 0; index < word.length; index++) {
      if (bytes[from + index] !== word[index]) return false;
    }
    this.#at = from + word.length;
    return true;
  }

  /** Takes a key and its colon; most often it is the expected one. */
  #key(expected: number): number {
    this.#take(QUOTE);
    let key = expected;
    if (expected >= OTHER || !this.#word(KEYS[expected] as Uint8Array)) {
      key = KEYS.findIndex((word) => this.#word(word));
      if (key === -1) key = this.#otherKey();
    }
    while (this.#bytes[this.#at] === SPACE) this.#at += 1;
    this.#take(COLON);
    return key;
  }

  /** Takes a key that the log may have beside the known ones. */
  #otherKey(): number {
    const bytes = this.#bytes;
    const from = this.#at;
    let at = from;
    for (let code = bytes[at] as number; code !== QUOTE; code = bytes[++at] as number) {
      if (code >= SPACE && code < DELETE && code !== BACKSLASH) continue;
      this.#isPlain = false;
      return OTHER;
    }
    this.#at = at + 1;
    const is = (word: Uint8Array) =>
      at - from === word.length && word.every((code, index) => bytes[from + index] === code);
    if (GENERAL.some(is)) this.#isPlain = false;
    return OTHER;
  }

  #event(): number {
    if (this.#bytes[this.#at] !== QUOTE) return Number.NaN;
    this.#at += 1;
    for (let index = 0; index < EVENT_WORDS.length; index++) {
      if (!this.#word(EVENT_WORDS[index] as Uint8Array)) continue;
      this.#take(QUOTE);
      return index;
    }
    return Number.NaN;
  }

  /** Takes a number as JSON writes it; NaN where there is none. */
  #number(piece: ByteLine["piece"]): number {
    const bytes = this.#bytes;
    const from = this.#at;
    const first = bytes[from] === MINUS ? from + 1 : from;
    let at = first;
    let mantissa = 0;
    let digit = (bytes[at] as number) - ZERO;
    for (; digit >= 0 && digit <= 9; digit = (bytes[++at] as number) - ZERO) {
      mantissa = mantissa * 10 + digit;
    }
    let digits = at - first;
    if (digits === 0 || (digits > 1 && bytes[first] === ZERO)) return Number.NaN;
    let fraction = 0;
    if (bytes[at] === POINT) {
      const point = at;
      digit = (bytes[++at] as number) - ZERO;
      for (; digit >= 0 && digit <= 9; digit = (bytes[++at] as number) - ZERO) {
        mantissa = mantissa * 10 + digit;
      }
      fraction = at - point - 1;
      digits += fraction;
      if (fraction === 0) return Number.NaN;
    }
    this.#at = at;
    const hasExponent = this.#exponent();
    const isExact = !hasExponent && digits <= EXACT_DIGITS;
    const value = isExact
      ? mantissa / (POWERS[fraction] as number)
      : Math.abs(Number(piece.latin1.slice(from, this.#at)));
    while (bytes[this.#at] === SPACE) this.#at += 1;
    return first === from ? value : -value;
  }

  /** Takes an exponent where there is one. */
  #exponent(): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    if (bytes[at] !== SMALL_E && bytes[at] !== LARGE_E) return false;
    at += 1;
    if (bytes[at] === PLUS || bytes[at] === MINUS) at += 1;
    const from = at;
    while ((bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE) at += 1;
    if (at === from) this.#isPlain = false;
    this.#at = at;
    return true;
  }
}

/** The event of what was read, or null where something is missing or wrong. */
function eventOf(values: Float64Array, seen: number): LogEvent | null {
  const at = (key: number) => (seen & (1 << key) ? values[key] : undefined);
  const event = seen & (1 << EVENT) ? EVENTS[values[EVENT] as number] : undefined;
  const clock = at(CLOCK);
  if (event === undefined || clock === undefined || clock < 0) return null;
  const [step, samples, seed] = [at(STEP), at(SAMPLES), at(SEED)];
  if (!isCount(step) || !isCount(samples) || !isCount(seed)) return null;
  return { event, clock, step, samples, loss: at(LOSS), lr: at(LR), seed };
}
