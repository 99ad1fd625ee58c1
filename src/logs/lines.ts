const latin1 = new TextDecoder("latin1");

/** Bytes that lines are cut from. */
class Piece {
  readonly bytes: Uint8Array;
  #latin1: string | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The bytes as text of one character a byte: what is ASCII in it stands where it stood. */
  get latin1(): string {
    this.#latin1 ??= latin1.decode(this.bytes);
    return this.#latin1;
  }
}

/** One line of bytes without its line feed. It is valid until the next lines are asked for. */
export class ByteLine {
  /** From 1. */
  readonly number: number;
  readonly piece: Piece;
  /** Where in the piece the line stands. */
  readonly start: number;
  readonly end: number;
  readonly tooLong: boolean;
  /** False for a last line without a line feed. */
  readonly terminated: boolean;

  constructor(
    number: number,
    piece: Piece,
    { start, end, tooLong, terminated }: Pick<ByteLine, "start" | "end" | "tooLong" | "terminated">,
  ) {
    this.number = number;
    this.piece = piece;
    this.start = start;
    this.end = end;
    this.tooLong = tooLong;
    this.terminated = terminated;
  }

  /** The line; where it is too long, its beginning. Made when asked for: a log has a million. */
  get bytes(): Uint8Array {
    return this.piece.bytes.subarray(this.start, this.end);
  }
}

const LINE_FEED = 0x0a;
/** How much of an over-long line is kept, to show where it is. */
const KEPT_OF_TOO_LONG = 200;

/** Collects the pieces of a line that spans chunks, up to `limit` bytes. */
class PartialLine {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Adds a piece; beyond the limit only the length is counted. */
  add(piece: Uint8Array): void {
    // A copy: the caller may reuse its buffer for the next chunk.
    if (this.#length <= this.#limit) this.#pieces.push(piece.slice(0, this.#limit + 1));
    this.#length += piece.length;
  }

  /** The whole line; the collector is empty afterwards. */
  take(number: number, terminated: boolean): ByteLine {
    const tooLong = this.#length > this.#limit;
    const size = Math.min(this.#length, tooLong ? KEPT_OF_TOO_LONG : this.#limit);
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const piece of this.#pieces) {
      const fitting = piece.subarray(0, size - at);
      bytes.set(fitting, at);
      at += fitting.length;
    }
    this.#pieces = [];
    this.#length = 0;
    const place = { start: 0, end: bytes.length, tooLong, terminated };
    return new ByteLine(number, new Piece(bytes), place);
  }
}

/** Cuts chunks into lines. A line never takes more memory than `limit` bytes. */
export class LineCutter {
  readonly #limit: number;
  readonly #partial: PartialLine;
  #number = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#partial = new PartialLine(limit);
  }

  /** The lines that end in a chunk; valid until the next chunk is taken. */
  take(chunk: Uint8Array): ByteLine[] {
    const lines: ByteLine[] = [];
    const piece = new Piece(chunk);
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end === -1) break;
      this.#number += 1;
      if (this.#partial.isEmpty && end - start <= this.#limit) {
        const place = { start, end, tooLong: false, terminated: true };
        lines.push(new ByteLine(this.#number, piece, place));
      } else {
        this.#partial.add(chunk.subarray(start, end));
        lines.push(this.#partial.take(this.#number, true));
      }
      start = end + 1;
    }
    if (start < chunk.length) this.#partial.add(chunk.subarray(start));
    return lines;
  }

  /** A last line that no line feed ends, where there is one. */
  rest(): ByteLine[] {
    return this.#partial.isEmpty ? [] : [this.#partial.take(this.#number + 1, false)];
  }
}

/** Cuts a stream of chunks into lines. */
export async function* byteLines(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<ByteLine[]> {
  const cutter = new LineCutter(limit);
  for await (const chunk of chunks) yield cutter.take(chunk);
  const rest = cutter.rest();
  if (rest.length > 0) yield rest;
}
