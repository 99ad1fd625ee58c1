import { isNode, LineCounter, parseDocument } from "yaml";

export type YamlPlace = { readonly line: number; readonly column: number };
export type YamlPath = readonly PropertyKey[];

/** A YAML text that knows where its values stand. `skipped` lines came before it in its file. */
export class YamlText {
  readonly #lines = new LineCounter();
  readonly #document;
  readonly #skipped: number;
  /** What keeps it from being read, with its place; null where it is YAML. */
  readonly problem: { readonly words: string; readonly place: YamlPlace | undefined } | null;

  constructor(text: string, skipped = 0) {
    this.#skipped = skipped;
    this.#document = parseDocument(text, { lineCounter: this.#lines });
    const [first] = this.#document.errors;
    this.problem = first
      ? {
          words: (first.message.split("\n")[0] ?? "not YAML").replace(/ at line \d+.*$/, ""),
          place: this.#at(first.pos[0]),
        }
      : null;
  }

  get value(): unknown {
    return this.#document.toJS();
  }

  #at(offset: number): YamlPlace {
    const { line, col } = this.#lines.linePos(offset);
    return { line: line + this.#skipped, column: col };
  }

  /** Where the value at a path stands; where there is none, the nearest thing that holds it. */
  placeOf(path: YamlPath): YamlPlace | undefined {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#at(node.range[0]);
    }
    return undefined;
  }
}

const FRONTMATTER = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/** The frontmatter of a document; null where it does not begin with one. */
export function frontmatterOf(text: string): YamlText | null {
  const found = FRONTMATTER.exec(text);
  return found?.index === 0 ? new YamlText(found[1] ?? "", 1) : null;
}
