import { type Parts, partsOf } from "../columns.ts";
import { Table } from "../csv.ts";
import { listed, NotImported, quoted, type Report } from "../report.ts";
import type { Dialect, ImportOptions, Reader, Row } from "../row.ts";
import { RowMaker } from "../row-maker.ts";

/** Columns named in options have to be there: a misspelt one would lose data in silence. */
function insistOn(parts: Parts, names: readonly string[]): void {
  const columns = [...Object.values(parts.roles), ...Object.values(parts.metrics)];
  for (const { name } of columns) {
    if (!names.includes(name)) {
      throw new NotImported(
        `There is no column ${quoted(name)}. The columns are ${listed(names)}.`,
      );
    }
  }
}

/** The index that pandas writes beside a table, before and after it was read again. */
const NAMELESS = /^(Unnamed: \d+)?$/;

/** Columns that are told one by one. */
const MOST_TOLD = 60;

/** What a dialect knows about its tables. */
export type TableForm = {
  /** The columns that are meant, in the order of the table; null for one that is left out. */
  rename?(names: readonly string[]): readonly (string | null)[];
  /** Columns of which one has to be filled: rows without are of something else. */
  own?(name: string): boolean;
  headerFor?(cells: readonly string[]): readonly string[] | null;
};

/** Reads any table whose columns are known by name, by their usual names or from options. */
export function tableReader(
  form: TableForm,
  options: ImportOptions,
  report: Report,
  emit: (row: Row) => void,
): Reader {
  let maker: RowMaker | undefined;
  let indices: readonly number[] | null = null;
  let own: readonly number[] = [];
  const use = {
    headerFor: form.headerFor,
    onHeader(names: readonly string[]) {
      const renamed = (form.rename?.(names) ?? names).map((name) =>
        name === null || NAMELESS.test(name) ? null : name,
      );
      const nameless = names.filter((name) => NAMELESS.test(name)).length;
      if (nameless > 0) report.note(`${nameless} × column without a name: left out`);
      const kept = renamed.filter((name) => name !== null);
      indices =
        kept.length === names.length
          ? null
          : renamed.flatMap((name, at) => (name === null ? [] : [at]));
      own = form.own
        ? names.flatMap((name, at) => (renamed[at] != null && form.own?.(name) ? [at] : []))
        : [];
      const parts = partsOf(kept, options);
      if (!maker) insistOn(parts, kept);
      tell(parts, options, report);
      maker = new RowMaker(kept, parts, report, options.batch);
    },
    onRecord(cells: readonly string[], line: number) {
      if (own.length > 0 && own.every((at) => (cells[at] ?? "") === "")) {
        report.count("row in which the run has no value: left out", line);
        return;
      }
      const kept = indices === null ? cells : indices.map((at) => cells[at] ?? "");
      for (const row of maker?.rows(kept, line) ?? []) emit(row);
    },
  };
  const table = new Table(report, use);
  return { line: (line) => table.line(line), end: () => table.end() };
}

function tell({ roles, metrics }: Parts, options: ImportOptions, report: Report): void {
  const scaled = (factor: number) => (factor === 1 ? "" : ` × ${factor}`);
  const used = [
    ...Object.entries(roles).map(
      ([role, { name, factor }]) => `${role} from ${quoted(name)}${scaled(factor)}`,
    ),
    ...Object.entries(metrics).map(
      ([id, { name, factor }]) => `metric ${id} from ${quoted(name)}${scaled(factor)}`,
    ),
  ];
  const more = used.length > MOST_TOLD ? ` and ${used.length - MOST_TOLD} more` : "";
  report.note(`columns: ${used.slice(0, MOST_TOLD).join(", ") || "none known"}${more}`);
  if (options.batch !== undefined && /^epochs?$/i.test(roles.step?.name ?? "") && !roles.samples) {
    report.note("the steps are epochs: --batch is taken for the samples of one epoch");
  }
}

/** Any CSV or TSV with a header. */
export const table: Dialect = {
  id: "csv",
  title: "CSV or TSV with a header; name its columns with --clock, --step, --metric …",
  reader: (options, report, emit) => tableReader({}, options, report, emit),
};

/** Lightning's CSVLogger: metrics.csv. */
export const lightning: Dialect = {
  id: "lightning",
  title: "Lightning CSVLogger, metrics.csv",
  reader: (options, report, emit) => tableReader({}, options, report, emit),
};

/** The names that the benchmark asks for, by what entries wrote in their place. */
const dawnbenchNames: readonly (readonly [RegExp, string])[] = [
  [/^epochs?$/, "epoch"],
  [/^(hours?|h|time|timehours?|timeh|timeinhours?|trainingtimehours?)$/, "hours"],
  [/^(test|val|valid|validation)?(top1|acc1|prec1)(acc|accuracy|testaccuracy)?$/, "top1Accuracy"],
  [/^(test|val|valid|validation)?(top5|acc5|prec5)(acc|accuracy|testaccuracy)?$/, "top5Accuracy"],
  [/^f1(score)?$/, "f1Score"],
];

function dawnbenchName(name: string): string {
  const letters = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");
  return dawnbenchNames.find(([form]) => form.test(letters))?.[1] ?? name;
}

/** Names in the benchmark's own spelling; one that two columns would have stays as it is. */
function dawnbenchColumns(names: readonly string[], report: Report): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const meant = dawnbenchName(name);
    const renamed = taken.has(meant) ? name : meant;
    taken.add(renamed);
    if (renamed !== name) report.note(`the column ${quoted(name)} is taken for ${renamed}`);
    return renamed;
  });
}

/** DAWNBench: epoch, hours, accuracy. */
export const dawnbench: Dialect = {
  id: "dawnbench",
  title: "DAWNBench log: epoch, hours, top-k accuracy (TSV)",
  reader: (options, report, emit) =>
    tableReader(
      {
        rename: (names) => dawnbenchColumns(names, report),
        headerFor: ({ length }) =>
          length === 3 || length === 4
            ? ["epoch", "hours", "top1Accuracy", "top5Accuracy"].slice(0, length)
            : null,
      },
      options,
      report,
      emit,
    ),
};
