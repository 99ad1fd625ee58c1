import { parse } from "yaml";

/** A line without its indentation. */
type Line = { readonly indent: number; readonly text: string };

/** Told to whoever asks: this text is not of the plain form. */
class NotPlain extends Error {}

const KEY = /^([a-z][a-z0-9_]*):(?: (.+))?$/;
/** Begins with a letter; what would end it, begin a comment or make a key of it is left out. */
const WORDS = /^[A-Za-z](?:[^:#]|:(?=[^ ])|(?<! )#)*$/;
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z)?$/;
const NUMBER = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')$/;
/** Words that are values in some spelling; `true` itself is common. */
const RESERVED = /^(?:null|true|false)$/i;
/** A list in brackets whose items need no quotes. */
const LIST = /^\[(?:|[A-Za-z0-9][^[\]{}:#"',]*(?:, [A-Za-z0-9][^[\]{}:#"',]*)*)\]$/;
/** Tabs, blank lines, spaces at an end, other ends of lines, control characters. */
const UNUSUAL =
  /[^\n\x20-\x7e\u00a1-\u1fff\u2030-\u205e\u2070-\ud7ff\u{10000}-\u{1ffff}]|\n\n|^\n| (?:\n|$)/u;

function scalar(text: string): unknown {
  if (text === "true") return true;
  if (text === "false") return false;
  if (RESERVED.test(text)) throw new NotPlain();
  if (WORDS.test(text) || DATE.test(text)) return text;
  if (NUMBER.test(text)) return Number(text);
  const [, double, single] = QUOTED.exec(text) ?? [];
  const quoted = double ?? single;
  if (quoted === undefined) throw new NotPlain();
  return quoted;
}

function inline(text: string): unknown {
  if (!text.startsWith("[")) return scalar(text);
  if (!LIST.test(text)) throw new NotPlain();
  return text === "[]" ? [] : text.slice(1, -1).split(", ").map(scalar);
}

class PlainYaml {
  readonly #lines: Line[];
  #at = 0;

  constructor(lines: Line[]) {
    this.#lines = lines;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#lines.length;
  }

  /** The mapping or list whose lines begin at an indentation. */
  block(indent: number): unknown {
    return this.#lines[this.#at]?.text.startsWith("- ") ? this.#list(indent) : this.mapping(indent);
  }

  mapping(indent: number): unknown {
    const found: Record<string, unknown> = {};
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      const [, key, rest] = KEY.exec(line.text) ?? [];
      if (key === undefined || Object.hasOwn(found, key)) throw new NotPlain();
      this.#at += 1;
      found[key] = rest === undefined ? this.#below(indent) : this.#beside(rest, indent);
    }
    return found;
  }

  #list(indent: number): unknown[] {
    const found: unknown[] = [];
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      if (!line.text.startsWith("- ")) break;
      const text = line.text.slice(2);
      if (KEY.test(text)) {
        // The rest of the line is the first line of a mapping that stands two further in.
        this.#lines[this.#at] = { indent: indent + 2, text };
        found.push(this.mapping(indent + 2));
      } else {
        this.#at += 1;
        found.push(inline(text));
      }
    }
    return found;
  }

  /** What a key without a value of its own line has below it. */
  #below(indent: number): unknown {
    const next = this.#lines[this.#at];
    if (next === undefined) throw new NotPlain();
    const isList = next.indent === indent && next.text.startsWith("- ");
    if (!isList && next.indent <= indent) throw new NotPlain();
    return this.block(next.indent);
  }

  #beside(text: string, indent: number): unknown {
    return text === ">-" ? this.#folded(indent) : inline(text);
  }

  #folded(indent: number): string {
    const first = this.#lines[this.#at];
    if (first === undefined || first.indent <= indent) throw new NotPlain();
    const words: string[] = [];
    for (
      let line = this.#lines[this.#at];
      line && line.indent > indent;
      line = this.#lines[this.#at]
    ) {
      if (line.indent !== first.indent) throw new NotPlain();
      words.push(line.text);
      this.#at += 1;
    }
    return words.join(" ");
  }
}

function lineOf(text: string): Line {
  const indent = text.search(/[^ ]/);
  return { indent, text: text.slice(indent) };
}

/**
 * The value of a YAML text of the plain form that rulings are written in: mappings, lists, words,
 * numbers, texts folded by `>-`. Undefined for every other text, right or wrong: that is left to a
 * whole parser, which takes twenty times as long. A test holds the two against each other.
 */
export function plainYaml(text: string): unknown {
  if (text === "" || UNUSUAL.test(text)) return undefined;
  const lines = text.replace(/\n$/, "").split("\n").map(lineOf);
  const reader = new PlainYaml(lines);
  try {
    const value = lines[0]?.indent === 0 ? reader.mapping(0) : undefined;
    return reader.isAtEnd ? value : undefined;
  } catch (cause) {
    if (cause instanceof NotPlain) return undefined;
    throw cause;
  }
}

/** The value of a YAML text. Throws where it is none. */
export const yamlValue = (text: string): unknown =>
  plainYaml(text) ?? parse(text, { prettyErrors: false });
