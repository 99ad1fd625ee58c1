/** A line of text without its end; `number` is 1-based and counts what an editor would show. */
export type TextLine = {
  readonly number: number;
  readonly text: string;
  /** False for a last line without an end: it may have been cut off. */
  readonly terminated: boolean;
  /** True where the line was longer than what is kept of one. */
  readonly cut: boolean;
};

/** Longer lines hold no row of a log; they are cut so that memory stays bounded. */
export const LONGEST_LINE = 1_000_000;
/** Terminal colours and movements, and links (which end with a bell or another escape). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences begin with one
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007\u001b\n\r]*(?:\u0007|\u001b\\)/g;
const BREAK = /\r\n|\n|\r/;
const utf16 = { "255,254": "utf-16le", "254,255": "utf-16be" } as const;

function decoderFor(head: Uint8Array): TextDecoder {
  const mark = `${head[0]},${head[1]}`;
  // Not fatal: a damaged character in a note is no reason to lose the row.
  return new TextDecoder(Object.hasOwn(utf16, mark) ? utf16[mark as keyof typeof utf16] : "utf-8");
}

/** Cuts text that comes in pieces into lines; what one line takes of memory is bounded. */
class LineCutter {
  readonly #longest: number;
  #number = 0;
  /** Text of the line that has no end yet. */
  #open: string[] = [];
  #openLength = 0;
  /** A CR at the very end of a piece may be the first half of CRLF. */
  #heldReturn = false;

  constructor(longest: number) {
    this.#longest = longest;
  }

  push(piece: string): TextLine[] {
    let text = this.#heldReturn ? `\r${piece}` : piece;
    this.#heldReturn = text.endsWith("\r");
    if (this.#heldReturn) text = text.slice(0, -1);
    const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    if (end === -1) {
      this.#keep(text);
      return [];
    }
    const stop = text[end] === "\n" && text[end - 1] === "\r" ? end - 1 : end;
    // No terminal sequence goes over the end of a line, so none is torn here.
    const whole = plain(this.#taken() + text.slice(0, stop));
    this.#keep(text.slice(end + 1));
    const parts = whole.includes("\r") ? whole.split(BREAK) : whole.split("\n");
    return parts.map((part) => this.#line(part, true));
  }

  end(): TextLine[] {
    const rest = plain(this.#taken());
    return rest !== "" || this.#heldReturn ? [this.#line(rest, this.#heldReturn)] : [];
  }

  #keep(text: string): void {
    // One character more than fits is enough to know that the line is too long.
    if (this.#openLength <= this.#longest && text !== "") this.#open.push(text);
    this.#openLength += text.length;
  }

  #taken(): string {
    const text = this.#open.join("");
    this.#open = [];
    this.#openLength = 0;
    return text;
  }

  #line(text: string, terminated: boolean): TextLine {
    this.#number += 1;
    const cut = text.length > this.#longest;
    return {
      number: this.#number,
      text: cut ? text.slice(0, this.#longest) : text,
      terminated,
      cut,
    };
  }
}

const plain = (text: string) => (text.includes("\u001b") ? text.replace(ANSI, "") : text);

/** Chunks of at least two bytes at the beginning: the mark that tells the encoding takes two. */
async function* headed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = null;
  let begun = false;
  for await (const chunk of chunks) {
    if (begun) yield chunk;
    else {
      const joined: Uint8Array = new Uint8Array((head?.length ?? 0) + chunk.length);
      joined.set(head ?? []);
      joined.set(chunk, head?.length ?? 0);
      head = joined;
      begun = head.length >= 2;
      if (begun) yield head;
    }
  }
  if (!begun && head) yield head;
}

/**
 * Cuts bytes into lines, as many at a time as a chunk brings. LF, CRLF and single CR all end one,
 * so that every state of a progress bar is a line. Byte-order marks and terminal colours are taken
 * out.
 */
export async function* lineBatches(
  chunks: AsyncIterable<Uint8Array>,
  longest = LONGEST_LINE,
): AsyncGenerator<TextLine[]> {
  const cutter = new LineCutter(longest);
  let decoder: TextDecoder | undefined;
  for await (const chunk of headed(chunks)) {
    decoder ??= decoderFor(chunk);
    yield cutter.push(decoder.decode(chunk, { stream: true }));
  }
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield cutter.push(rest);
  yield cutter.end();
}
