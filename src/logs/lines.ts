/** One line of bytes without its line feed; `number` is 1-based. */
export type ByteLine = {
  readonly number: number;
  /** The line; where it is too long, its beginning. */
  readonly bytes: Uint8Array;
  readonly tooLong: boolean;
  /** False for a last line without a line feed. */
  readonly terminated: boolean;
};

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
  take(): { bytes: Uint8Array; tooLong: boolean } {
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
    return { bytes, tooLong };
  }
}

/** Cuts a stream of chunks into lines. A line never takes more memory than `limit` bytes. */
export async function* byteLines(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<ByteLine[]> {
  const partial = new PartialLine(limit);
  let number = 0;
  for await (const chunk of chunks) {
    const lines: ByteLine[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end === -1) break;
      number += 1;
      if (partial.isEmpty && end - start <= limit) {
        const bytes = chunk.subarray(start, end);
        lines.push({ number, bytes, tooLong: false, terminated: true });
      } else {
        partial.add(chunk.subarray(start, end));
        lines.push({ number, ...partial.take(), terminated: true });
      }
      start = end + 1;
    }
    if (start < chunk.length) partial.add(chunk.subarray(start));
    yield lines;
  }
  if (!partial.isEmpty) yield [{ number: number + 1, ...partial.take(), terminated: false }];
}
