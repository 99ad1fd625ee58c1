import { NotImported, type Report } from "./report.ts";
import type { TextLine } from "./text-lines.ts";

/** One record of a table, by column name. */
export type Cells = { readonly line: number; readonly values: ReadonlyMap<string, string> };

const separators = [",", "\t", ";"] as const;
type Separator = (typeof separators)[number];

/** Cuts one line at its separators; quoted cells may hold them, and doubled quotes (RFC 4180). */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = "";
    if (line[at] === '"') {
      at += 1;
      for (;;) {
        const quote = line.indexOf('"', at);
        cell += line.slice(at, quote === -1 ? line.length : quote);
        at = quote === -1 ? line.length : quote + 1;
        if (line[at] !== '"' || quote === -1) break;
        cell += '"';
        at += 1;
      }
    }
    const end = line.indexOf(separator, at);
    cells.push((cell + line.slice(at, end === -1 ? line.length : end)).trim());
    if (end === -1) return cells;
    at = end + 1;
  }
}

/** The separator that cuts the header into the most cells. */
function separatorOf(header: string): Separator {
  const counts = separators.map((one) => [cellsOf(header, one).length, one] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}

/** Reads a table with a header. Rows of another width are counted, not guessed at. */
export async function* tableRows(
  lines: AsyncIterable<TextLine>,
  report: Report,
  onHeader: (names: readonly string[]) => void,
): AsyncGenerator<Cells> {
  let names: string[] | undefined;
  let separator: Separator = ",";
  for await (const { number, text, terminated } of lines) {
    if (text.trim() === "") continue;
    if (names === undefined) {
      separator = separatorOf(text);
      names = cellsOf(text, separator);
      if (names.length < 2) {
        throw new NotImported(
          `Line ${number} is no header of a table: ${JSON.stringify(text.slice(0, 80))}. Expected names of columns, separated by commas or tabs.`,
        );
      }
      onHeader(names);
      continue;
    }
    const cells = cellsOf(text, separator);
    if (cells.length === names.length) {
      yield {
        line: number,
        values: new Map(names.map((name, index) => [name, cells[index] ?? ""])),
      };
    } else if (!terminated) report.note("the last line is cut off: left out", number);
    else if (cells.join() === names.join()) report.count("repeated header: left out", number);
    else
      report.count(
        `line with ${cells.length} cells under ${names.length} columns: left out`,
        number,
      );
  }
}
