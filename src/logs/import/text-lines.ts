/** A line of text without its end; `number` is 1-based and counts what an editor would show. */
export type TextLine = {
  readonly number: number;
  readonly text: string;
  /** False for a last line without an end: it may have been cut off. */
  readonly terminated: boolean;
};

/** Longer lines hold no row of a log; they are cut so that memory stays bounded. */
const LONGEST = 1_000_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with one
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;
const utf16 = { "255,254": "utf-16le", "254,255": "utf-16be" } as const;

function decoderFor(head: Uint8Array): TextDecoder {
  const mark = `${head[0]},${head[1]}`;
  // Not fatal: a damaged character in a note is no reason to lose the row.
  return new TextDecoder(Object.hasOwn(utf16, mark) ? utf16[mark as keyof typeof utf16] : "utf-8");
}

/**
 * Cuts bytes into lines. LF, CRLF and single CR all end one, so that every state of a progress bar
 * is a line. Byte-order marks and terminal colours are taken out.
 */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  let decoder: TextDecoder | undefined;
  let rest = "";
  let number = 0;
  const line = (text: string, terminated: boolean): TextLine => ({
    number: ++number,
    text: text.slice(0, LONGEST).replace(ANSI, ""),
    terminated,
  });
  for await (const chunk of chunks) {
    decoder ??= decoderFor(chunk);
    const text = rest + decoder.decode(chunk, { stream: true });
    // A CR at the very end may be the first half of CRLF.
    const held = text.endsWith("\r") ? 1 : 0;
    const parts = text.slice(0, text.length - held).split(/\r\n|\n|\r/);
    rest = (parts.pop() ?? "").slice(0, LONGEST) + (held ? "\r" : "");
    for (const part of parts) yield line(part, true);
  }
  rest += decoder?.decode() ?? "";
  if (rest.endsWith("\r")) yield line(rest.slice(0, -1), true);
  else if (rest !== "") yield line(rest, false);
}
