import type { LogEvent } from "../schemas/log-event.ts";

const QUOTE = 0x22;
const SPACE = 0x20;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const SMALL_E = 0x65;
const LARGE_E = 0x45;

/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** So many digits always fit a double exactly; divided by an exact power they round once, right. */
const EXACT_DIGITS = 15;

const names = new Map<string, LogEvent["event"]>(
  (["start", "step", "eval", "pause", "resume", "end"] as const).map((name) => [name, name]),
);

/** Thrown for a line that is not of the plain form: it is no fault, another reader takes it. */
const notPlain = Symbol("not plain");

/** Reads one object of ASCII names and numbers, character by character. */
class PlainLine {
  readonly #text: string;
  #at: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  get at(): number {
    return this.#at;
  }

  /** Takes a character, with the spaces after it, or refuses the line. */
  expect(code: number): void {
    if (this.#text.charCodeAt(this.#at) !== code) throw notPlain;
    this.#at += 1;
    while (this.#text.charCodeAt(this.#at) === SPACE) this.#at += 1;
  }

  /** Whether the next character is a comma; takes it. */
  comma(): boolean {
    if (this.#text.charCodeAt(this.#at) !== COMMA) return false;
    this.expect(COMMA);
    return true;
  }
}
