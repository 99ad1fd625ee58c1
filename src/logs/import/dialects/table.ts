import { numberIn, type Parts, partsOf, rowsOfCells } from "../columns.ts";
import { type Cells, tableRows } from "../csv.ts";
import { NotImported, type Report } from "../report.ts";
import type { Dialect, ImportOptions, Row } from "../row.ts";
import type { TextLine } from "../text-lines.ts";

/** Time stamps: seconds or milliseconds since 1970, or a date with a time. */
export function momentIn(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const number = numberIn(text);
  if (typeof number === "number") return number > 1e11 ? number : number * 1000;
  // A zone is added where there is none: only differences count, and they must not depend on ours.
  const iso = text.trim().replace(" ", "T");
  const parsed = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(parsed) ? null : parsed;
}

/** Columns named in options have to be there: a misspelt one would lose data in silence. */
function insistOn(parts: Parts, names: readonly string[]): void {
  const columns = [...Object.values(parts.roles), ...Object.values(parts.metrics)];
  for (const { name } of columns) {
    if (!names.includes(name)) {
      throw new NotImported(
        `There is no column ${JSON.stringify(name)}. The columns are ${names.map((one) => JSON.stringify(one)).join(", ")}.`,
      );
    }
  }
}

/** Rows of any table whose columns are known by name, by their usual names or from options. */
export async function* rowsOfTable(
  lines: AsyncIterable<TextLine>,
  options: ImportOptions,
  report: Report,
  rename: (names: readonly string[]) => ReadonlyMap<string, string> = (names) =>
    new Map(names.map((name) => [name, name])),
): AsyncGenerator<Row> {
  let parts: Parts | undefined;
  let kept: ReadonlyMap<string, string> = new Map();
  const onHeader = (names: readonly string[]) => {
    kept = rename(names);
    parts = partsOf([...kept.values()], options);
    insistOn(parts, [...kept.values()]);
    tell(parts, report);
  };
  for await (const cells of tableRows(lines, report, onHeader)) {
    if (!parts) continue;
    const { values, moment } = numbers(cells, kept, parts, report);
    if ([...values.values()].every((value) => value === null)) continue;
    yield* rowsOfCells(values, parts, cells.line, moment);
  }
}

function tell({ roles, metrics }: Parts, report: Report): void {
  const used = [
    ...Object.entries(roles).map(
      ([role, { name, factor }]) =>
        `${role} from ${JSON.stringify(name)}${factor === 1 ? "" : ` × ${factor}`}`,
    ),
    ...Object.entries(metrics).map(
      ([id, { name, factor }]) =>
        `metric ${id} from ${JSON.stringify(name)}${factor === 1 ? "" : ` × ${factor}`}`,
    ),
  ];
  report.note(`columns: ${used.join(", ") || "none known"}`);
}

function numbers(
  cells: Cells,
  kept: ReadonlyMap<string, string>,
  { roles }: Parts,
  report: Report,
) {
  const values = new Map<string, number | null>();
  let moment: number | null = null;
  for (const [original, name] of kept) {
    const text = cells.values.get(original) ?? "";
    if (name === roles.timestamp?.name) moment = momentIn(text);
    else {
      const value = numberIn(text);
      if (value === undefined)
        report.count(`cell of ${JSON.stringify(name)} that is no number: left out`, cells.line);
      else values.set(name, value);
    }
  }
  return { values, moment };
}

/** Any CSV or TSV with a header. */
export const table: Dialect = {
  id: "csv",
  title: "CSV or TSV with a header; name its columns with --clock, --step, --metric …",
  rows: (lines, options, report) => rowsOfTable(lines, options, report),
};

/** Lightning's CSVLogger: metrics.csv. */
export const lightning: Dialect = {
  id: "lightning",
  title: "Lightning CSVLogger, metrics.csv",
  rows: (lines, options, report) => rowsOfTable(lines, options, report),
};

/** DAWNBench: epoch, hours, accuracy. */
export const dawnbench: Dialect = {
  id: "dawnbench",
  title: "DAWNBench log: epoch, hours, top-k accuracy (TSV)",
  rows: (lines, options, report) => rowsOfTable(lines, options, report),
};
