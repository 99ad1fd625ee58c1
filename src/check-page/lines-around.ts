import { isLog } from "../content-tree/submission-files.ts";
import { printable } from "../findings/render/printable.ts";
import { byteLines } from "../logs/lines.ts";
import { defaultLogLimits } from "../logs/read-log.ts";
import { unpacked } from "../logs/unpack.ts";
import type { LineOfFile } from "./conversation.ts";
import { chunksOf } from "./read-picked.ts";

/** Lines shown before and after the one that a finding is about. */
const AROUND = 2;
/** Of a long line, so much around the column. */
const WIDEST = 240;

/** A line as it can be shown: cut around the column, nothing invisible in it. */
function shownLine(text: string, column: number): string {
  const flat = text.replaceAll("\t", "  ").replace(/\r$/, "");
  if (flat.length <= WIDEST) return printable(flat);
  const from = Math.max(0, Math.min(column - 1 - WIDEST / 3, flat.length - WIDEST));
  const cut = flat.slice(from, from + WIDEST);
  return `${from > 0 ? "…" : ""}${printable(cut)}${from + WIDEST < flat.length ? "…" : ""}`;
}

async function linesOfLog(file: File, wanted: (number: number) => boolean, last: number) {
  const lines: { number: number; text: string }[] = [];
  const { unpackedBytes, lineBytes } = defaultLogLimits;
  for await (const batch of byteLines(unpacked(chunksOf(file), unpackedBytes), lineBytes)) {
    for (const line of batch) {
      if (!wanted(line.number)) continue;
      lines.push({ number: line.number, text: new TextDecoder().decode(line.bytes) });
    }
    if ((batch.at(-1)?.number ?? 0) >= last) break;
  }
  return lines;
}

async function linesOfText(file: File, wanted: (number: number) => boolean) {
  const text = await file.text();
  return text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter(({ number }) => wanted(number));
}

/** The lines around a place in a file, read from the file itself as far as that line. */
export async function linesAround(
  name: string,
  file: File,
  line: number,
  column: number,
): Promise<LineOfFile[]> {
  const wanted = (number: number) => Math.abs(number - line) <= AROUND;
  const lines = isLog(name)
    ? await linesOfLog(file, wanted, line + AROUND)
    : await linesOfText(file, wanted);
  return lines.map(({ number, text }) => ({
    number,
    text: shownLine(text, number === line ? column : 1),
  }));
}
