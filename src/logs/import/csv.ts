import { looseNumberIn, numberIn } from "./numbers.ts";
import { NotImported, quoted, type Report } from "./report.ts";
import type { TextLine } from "./text-lines.ts";

/** Lines that one quoted cell can go over, and its characters: a stray quote swallows no file. */
const LONGEST_RECORD = { lines: 100, characters: 100_000 };

/** Exports of hundreds of runs have thousands of columns; more is no table of a training. */
const MOST_COLUMNS = 20_000;

/** What a table tells to the one who makes something of it. */
export type TableUse = {
  /** Names of the columns; a second time where the header changes further down. */
  onHeader(names: readonly string[], line: number): void;
  onRecord(cells: readonly string[], line: number): void;
  /** Names of the columns where a table begins without them; null where that cannot be known. */
  headerFor?(cells: readonly string[]): readonly string[] | null;
};

/** Cuts a line at its separators; quoted cells may hold them, and doubled quotes (RFC 4180). */
function cut(line: string, separator: string): { cells: string[]; isOpen: boolean } {
  if (!line.includes('"')) {
    return { cells: line.split(separator).map((cell) => cell.trim()), isOpen: false };
  }
  const cells: string[] = [];
  let at = 0;
  let isOpen = false;
  for (;;) {
    let cell = "";
    if (line[at] === '"') {
      at += 1;
      for (;;) {
        const quote = line.indexOf('"', at);
        isOpen = quote === -1;
        cell += line.slice(at, isOpen ? line.length : quote);
        at = isOpen ? line.length : quote + 1;
        if (line[at] !== '"' || isOpen) break;
        cell += '"';
        at += 1;
      }
    }
    const end = line.indexOf(separator, at);
    cells.push((cell + line.slice(at, end === -1 ? line.length : end)).trim());
    if (end === -1) return { cells, isOpen };
    at = end + 1;
  }
}

/** The cells of one line. */
export const cellsOf = (line: string, separator: string): string[] => cut(line, separator).cells;

const isNumber = (cell: string) =>
  numberIn(cell) !== undefined || looseNumberIn(cell, false) !== undefined;

const COMMENT = /^\s{0,20}#\s{0,20}/;
const BLANKS = /[ \t]+/;
const words = (text: string) => text.trim().split(BLANKS);

/** How the cells of a table are kept apart: by a character, or by any blanks. */
type Separator = "," | "\t" | ";" | "|" | "blanks";
const separators = [",", "\t", ";", "|"] as const;

/** The separator that cuts the header into the most cells. */
function separatorOf(header: string): Separator {
  const counts = separators.map((one) => [cellsOf(header, one).length, one] as const);
  const best = counts.reduce((one, next) => (next[0] > one[0] ? next : one));
  return best[0] > 1 ? best[1] : "blanks";
}

/** The cells without the empty ones at the end: spreadsheets leave separators behind. */
function withoutTail(cells: readonly string[]): readonly string[] {
  const end = cells.findLastIndex((cell) => cell !== "") + 1;
  return end === cells.length ? cells : cells.slice(0, end);
}

type Written = { readonly text: string; readonly line: number; readonly terminated: boolean };

/** Reads a table with a header. Rows of another width are counted, not guessed at. */
export class Table {
  readonly #use: TableUse;
  readonly #report: Report;
  #names: readonly string[] | null = null;
  #separator: Separator = ",";
  /** The header until the first record has shown that it was cut right. */
  #header: Written | null = null;
  /** Lines of a record whose quote is not closed yet. */
  #open: TextLine[] = [];
  #openLength = 0;

  constructor(report: Report, use: TableUse) {
    this.#report = report;
    this.#use = use;
  }

  line(line: TextLine): void {
    if (this.#open.length > 0 || line.text.includes('"')) this.#quoted(line);
    else this.#record({ text: line.text, line: line.number, terminated: line.terminated });
  }

  end(): void {
    this.#giveUpQuote();
    if (this.#header) this.#tellHeader();
  }

  /** Lines belong together until the quotes are closed. */
  #quoted(line: TextLine): void {
    this.#open.push(line);
    this.#openLength += line.text.length + 1;
    const text = this.#open.map((one) => one.text).join("\n");
    if (cut(text, this.#cutter(text)).isOpen) {
      const { lines, characters } = LONGEST_RECORD;
      if (this.#open.length > lines || this.#openLength > characters) this.#giveUpQuote();
      return;
    }
    const [first] = this.#open;
    this.#open = [];
    this.#openLength = 0;
    this.#record({ text, line: first?.number ?? line.number, terminated: line.terminated });
  }

  /** A quote that nothing closes is a character like any other. */
  #giveUpQuote(): void {
    const lines = this.#open;
    this.#open = [];
    this.#openLength = 0;
    const [first] = lines;
    if (!first) return;
    this.#report.count(
      "quote that is opened and never closed: each line is read for itself",
      first.number,
    );
    for (const { text, number, terminated } of lines) {
      this.#record({ text, line: number, terminated });
    }
  }

  #cutter(text: string): string {
    if (this.#names === null) return separatorOf(text) === "blanks" ? "," : separatorOf(text);
    return this.#separator === "blanks" ? "\t" : this.#separator;
  }

  #cells(text: string): readonly string[] {
    return this.#separator === "blanks" ? words(text) : cellsOf(text, this.#separator);
  }

  #record(record: Written): void {
    const { text, line } = record;
    if (text.trim() === "") return;
    if (this.#names === null) {
      this.#first(record);
      return;
    }
    this.#blanksInstead(text);
    let cells = this.#cells(text);
    if (cells.length !== this.#names.length) cells = this.#fitting(record, cells);
    const names = this.#names;
    if (cells.length !== names.length) {
      this.#odd(record, cells);
      return;
    }
    if (cells.every((cell, index) => cell === names[index])) {
      this.#report.count("repeated header: left out", line);
      return;
    }
    if (this.#isHeader(cells)) {
      this.#changeHeader(cells, line);
      return;
    }
    if (this.#header) this.#tellHeader();
    if (!record.terminated && /\d$/.test(text)) {
      this.#report.note("the last line has no end and may be cut off: kept as it stands", line);
    }
    this.#use.onRecord(cells, line);
  }

  #first(record: Written): void {
    const { text, line } = record;
    // Spreadsheets write their separator into a line of its own.
    if (/^\s*sep=.\s*$/.test(text)) return;
    this.#separator = separatorOf(text);
    const names = withoutTail(this.#cells(text.replace(COMMENT, "")));
    if (names.length > MOST_COLUMNS) {
      throw new NotImported(
        `Line ${line} has ${names.length} columns. Expected the header of a table, with at most ${MOST_COLUMNS}.`,
      );
    }
    if (names.length < 2 && COMMENT.test(text)) this.#report.count("comment: left out", line);
    else if (names.length < 2) {
      throw new NotImported(
        `Line ${line} is no header of a table: ${quoted(text)}. Expected names of columns, separated by commas or tabs.`,
      );
    } else if (names.every((name) => typeof numberIn(name) === "number")) {
      this.#assumeHeader(record, names);
    } else {
      this.#names = names;
      this.#header = record;
    }
  }

  #assumeHeader(record: Written, cells: readonly string[]): void {
    const { text, line } = record;
    const assumed = this.#use.headerFor?.(cells) ?? null;
    if (assumed === null) {
      throw new NotImported(
        `Line ${line} is a row of numbers: ${quoted(text)}. Expected the names of the columns before it; write them as the first line.`,
      );
    }
    this.#names = assumed;
    this.#report.note(
      `there is no header: the columns are taken to be ${assumed.join(", ")}`,
      line,
    );
    this.#use.onHeader(assumed, line);
    this.#record(record);
  }

  #tellHeader(): void {
    const line = this.#header?.line ?? 1;
    this.#header = null;
    this.#use.onHeader(this.#names ?? [], line);
  }

  /** Where the first row has as many words as the header, and tabs cut both into fewer cells. */
  #blanksInstead(text: string): void {
    if (this.#header === null || this.#separator !== "\t") return;
    const header = words(this.#header.text.replace(COMMENT, ""));
    const row = words(text);
    if (row.length !== header.length || row.length === this.#names?.length) return;
    if (!row.every(isNumber)) return;
    this.#report.note("columns are kept apart by tabs and blanks: read as that", this.#header.line);
    this.#names = header;
    this.#separator = "blanks";
  }

  /** Cells in the number of the columns, where blanks or empty cells are all that is in the way. */
  #fitting({ text, line, terminated }: Written, cells: readonly string[]): readonly string[] {
    const width = this.#names?.length ?? 0;
    if (cells.length > width && withoutTail(cells).length <= width) return cells.slice(0, width);
    if (this.#separator !== "\t" && this.#separator !== "blanks") return cells;
    const parts = words(text);
    if (parts.length === width) {
      this.#report.count("row whose cells are kept apart by blanks: read as that", line);
      return parts;
    }
    const first = cells.slice(0, width);
    if (terminated && cells.length > width && first.every(isNumber)) {
      this.#report.count(`line with cells beyond the ${width} columns: those are left out`, line);
      return first;
    }
    return cells;
  }

  #odd({ line, terminated }: Written, cells: readonly string[]): void {
    const names = this.#names ?? [];
    if (this.#isHeader(cells)) this.#changeHeader(cells, line);
    else if (!terminated) this.#report.note("the last line is cut off: left out", line);
    else {
      this.#report.count(
        `line with ${cells.length} cells under ${names.length} columns: left out`,
        line,
      );
    }
  }

  /** Names further down: a file that was begun again, with other columns or in another order. */
  #isHeader(cells: readonly string[]): boolean {
    const names = this.#names ?? [];
    if (cells.length < 2 || cells.some((cell) => cell === "" || numberIn(cell) !== undefined))
      return false;
    const shared = cells.filter((cell) => names.includes(cell)).length;
    return shared * 2 >= Math.min(names.length, cells.length);
  }

  #changeHeader(cells: readonly string[], line: number): void {
    this.#header = null;
    this.#names = withoutTail(cells).slice(0, MOST_COLUMNS);
    this.#report.note("there is a second header with other columns: it counts from here on", line);
    this.#use.onHeader(this.#names, line);
  }
}
