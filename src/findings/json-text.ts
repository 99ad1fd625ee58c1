import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";

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

/** Line and column of an offset. LF, CRLF and CR all end a line. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let at = 0; at < Math.min(offset, text.length); at++) {
    const ends = text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n");
    if (!ends) continue;
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** Deepest nesting of brackets outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
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
  readonly #root: Node | undefined;

  /** Never throws: what is wrong stands in `broken`, and `value` is undefined then. */
  constructor(text: string) {
    this.text = text.startsWith("\uFEFF") ? text.slice(1) : text;
    const { root, broken } = parsed(this.text);
    this.broken = broken;
    this.#root = root;
    // JSON.parse keeps a key "__proto__" as a plain own property; the tree is for places only.
    this.value = broken === null ? JSON.parse(this.text) : undefined;
  }

  /** Where a value stands; the nearest enclosing value where it is missing. */
  at(path: Path): Position {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#node(path.slice(0, length));
      if (node) return positionAt(this.text, node.offset);
    }
    return { line: 1, column: 1 };
  }

  /** Where the key of a field stands. */
  atKey(path: Path): Position {
    const key = this.#node(path)?.parent?.children?.[0];
    return key?.type === "string" ? positionAt(this.text, key.offset) : this.at(path);
  }

  /** Keys that occur more than once in their object. */
  duplicates(): Duplicate[] {
    const found: Duplicate[] = [];
    const visit = (node: Node, path: Path): void => {
      const first = new Map<string, number>();
      node.children?.forEach((child, index) => {
        const [key, value] = child.type === "property" ? (child.children ?? []) : [];
        if (node.type !== "object" || key === undefined) visit(child, [...path, index]);
        else {
          const name = String(key.value);
          const before = first.get(name);
          const position = positionAt(this.text, key.offset);
          const pointer = pointerOf([...path, name]);
          if (before === undefined) first.set(name, position.line);
          else found.push({ key: name, pointer, position, firstLine: before });
          if (value) visit(value, [...path, name]);
        }
      });
    };
    if (this.#root) visit(this.#root, []);
    return found;
  }

  #node(path: Path): Node | undefined {
    return this.#root && findNodeAtLocation(this.#root, [...path]);
  }
}

function parsed(text: string): { root: Node | undefined; broken: Broken | null } {
  const start = { line: 1, column: 1 };
  if (depthOf(text) > DEEPEST) {
    const problem = `it nests deeper than ${DEEPEST} levels`;
    return { root: undefined, broken: { problem, position: start } };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error) {
    const problem = problemWords(printParseErrorCode(error.error));
    return { root, broken: { problem, position: positionAt(text, error.offset) } };
  }
  try {
    JSON.parse(text);
    return { root, broken: null };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : "it cannot be read";
    return { root, broken: { problem, position: start } };
  }
}

/** "CommaExpected" → "comma expected". */
const problemWords = (code: string) => code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
