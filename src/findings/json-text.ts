import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/** Line and column, both from 1; columns count UTF-16 units, as editors do. */
export type Position = { readonly line: number; readonly column: number };

/** Nesting beyond which a document is refused unread: no honest result.json comes near. */
const DEEPEST = 64;

export type Path = readonly (string | number)[];

/** JSON Pointer (RFC 6901) of a path. */
export const pointerOf = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Path of a JSON Pointer; parts that look like an index are numbers. */
export const pathOf = (pointer: string): (string | number)[] =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^(0|[1-9]\d*)$/.test(part) ? Number(part) : part));

/** Offsets at which the lines of a text begin. LF, CRLF and CR all end a line. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) starts.push(at + 1);
  }
  return starts;
}

/** Line and column of an offset, by bisection: a stranger's file may have a place for every byte. */
function positionIn(starts: readonly number[], offset: number): Position {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

/** Line and column of an offset. */
export const positionAt = (text: string, offset: number): Position =>
  positionIn(lineStarts(text), offset);

/** Deepest nesting of brackets, and how many keys there are, seen from outside the strings. */
function outline(text: string): { deepest: number; keys: number } {
  let depth = 0;
  let deepest = 0;
  let keys = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at);
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth -= 1;
    else if (character === ":") keys += 1;
  }
  return { deepest, keys };
}

/** Where the string that begins at `start` has its closing quote; the end of the text without one. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = end - 1;
    while (text[escapes] === "\\") escapes -= 1;
    if ((end - escapes) % 2 === 1) return end;
  }
  return text.length;
}

/** How many keys a value has, at all depths; NaN where a number in it is infinite. */
function keysIn(value: unknown): number {
  if (typeof value === "number") return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + keysIn(item), 0);
  return Object.values(value).reduce((sum: number, item) => sum + 1 + keysIn(item), 0);
}

export type Broken = { readonly problem: string; readonly position: Position };
export type Duplicate = {
  readonly key: string;
  readonly pointer: string;
  readonly position: Position;
  readonly firstLine: number;
};

/** A JSON document that remembers where everything stands. */
export class JsonText {
  readonly text: string;
  readonly value: unknown;
  readonly broken: Broken | null;
  readonly #hasDuplicates: boolean;
  // Both are for placing findings; an honest document has none, and never pays for them.
  #root: Node | undefined;
  #starts: number[] | undefined;
  readonly #fieldsOf = new WeakMap<Node, ReadonlyMap<string, Node>>();

  /** Never throws: what is wrong stands in `broken`, and `value` is undefined then. */
  constructor(text: string) {
    this.text = text.startsWith("\uFEFF") ? text.slice(1) : text;
    const { value, broken, keys } = parsed(this.text);
    this.broken = broken;
    this.value = value;
    this.#hasDuplicates = broken === null && keys !== keysIn(value);
  }

  /** Where a value stands; the nearest enclosing value where it is missing. */
  at(path: Path): Position {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#node(path.slice(0, length));
      if (node) return this.#position(node.offset);
    }
    return { line: 1, column: 1 };
  }

  /** Where the key of a field stands. */
  atKey(path: Path): Position {
    const key = this.#node(path)?.parent?.children?.[0];
    return key?.type === "string" ? this.#position(key.offset) : this.at(path);
  }

  /** Keys that occur more than once in their object. */
  duplicates(): Duplicate[] {
    if (!this.#hasDuplicates) return [];
    const found: Duplicate[] = [];
    const visit = (node: Node, path: Path): void => {
      const first = new Map<string, number>();
      node.children?.forEach((child, index) => {
        const [key, value] = child.type === "property" ? (child.children ?? []) : [];
        if (node.type !== "object" || key === undefined) visit(child, [...path, index]);
        else {
          const name = String(key.value);
          const before = first.get(name);
          const position = this.#position(key.offset);
          const pointer = pointerOf([...path, name]);
          if (before === undefined) first.set(name, position.line);
          else found.push({ key: name, pointer, position, firstLine: before });
          if (value) visit(value, [...path, name]);
        }
      });
    };
    const root = this.#tree();
    if (root) visit(root, []);
    return found;
  }

  #position(offset: number): Position {
    this.#starts ??= lineStarts(this.text);
    return positionIn(this.#starts, offset);
  }

  #tree(): Node | undefined {
    // What is too deep is never taken apart: that would recurse.
    if (this.broken !== null) return undefined;
    this.#root ??= treeOf(this.text).root;
    return this.#root;
  }

  #node(path: Path): Node | undefined {
    let node = this.#tree();
    for (const part of path) {
      if (node?.type === "object") node = this.#fields(node).get(String(part));
      else node = node?.type === "array" ? node.children?.[Number(part)] : undefined;
    }
    return node;
  }

  /** Values of an object by key; kept, for a stranger's object can have any number of faults. */
  #fields(node: Node): ReadonlyMap<string, Node> {
    const known = this.#fieldsOf.get(node);
    if (known) return known;
    const fields = new Map<string, Node>();
    for (const { children: [key, value] = [] } of node.children ?? []) {
      if (key && value && !fields.has(String(key.value))) fields.set(String(key.value), value);
    }
    this.#fieldsOf.set(node, fields);
    return fields;
  }
}

function treeOf(text: string): { root: Node | undefined; error: ParseError | undefined } {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  return { root, error: errors[0] };
}

type Parsed = { readonly value: unknown; readonly broken: Broken | null; readonly keys: number };

function parsed(text: string): Parsed {
  const { deepest, keys } = outline(text);
  const without = (problem: string, offset = 0): Parsed => {
    return { value: undefined, broken: { problem, position: positionAt(text, offset) }, keys };
  };
  if (deepest > DEEPEST) return without(`it nests deeper than ${DEEPEST} levels`);
  let value: unknown;
  try {
    // JSON.parse keeps a key "__proto__" as a plain own property; the tree is for places only.
    value = JSON.parse(text);
  } catch (cause) {
    const { error } = treeOf(text);
    if (error) return without(problemWords(printParseErrorCode(error.error)), error.offset);
    return without(cause instanceof Error ? cause.message : "it cannot be read");
  }
  if (Number.isNaN(keysIn(value))) {
    const node = infiniteNumber(treeOf(text).root);
    return without("a number is too large for any reader", node?.offset);
  }
  return { value, broken: null, keys };
}

/** The first number that is too large for a double; readers disagree about what it is then. */
function infiniteNumber(node: Node | undefined): Node | undefined {
  if (node?.type === "number" && !Number.isFinite(node.value)) return node;
  for (const child of node?.children ?? []) {
    const found = infiniteNumber(child);
    if (found) return found;
  }
  return undefined;
}

/** "CommaExpected" → "comma expected". */
const problemWords = (code: string) => code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
