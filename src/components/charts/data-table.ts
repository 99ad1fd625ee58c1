/** Data as a chart or a board shows them: one definition for the table on the page and for its CSV. */

export type Cell = string | number | null;

export type Column = {
  /** Header of the CSV: a word with its unit, never translated. */
  readonly key: string;
  /** Header on the page. */
  readonly name: string;
  /** How its numbers read on the page; the CSV keeps every digit. */
  readonly show?: (value: number) => string;
};

export type DataTable = {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};

/** A cell as the page shows it. */
export function cellText(column: Column, cell: Cell): string {
  if (cell === null) return "–";
  return typeof cell === "number" && column.show ? column.show(cell) : String(cell);
}

/**
 * One cell of a CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it,
 * since titles and names come from strangers.
 */
function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table as RFC 4180 CSV, with line feeds. */
export function csv(table: DataTable): string {
  const header = table.columns.map((column) => column.key);
  return [header, ...table.rows].map((row) => `${row.map(csvCell).join(",")}\n`).join("");
}

/** A CSV file that the build writes. */
export const csvFile = (table: DataTable): Response =>
  new Response(csv(table), { headers: { "content-type": "text/csv; charset=utf-8" } });
