import type { LogEvent } from "../../schemas/log-event.ts";
import { scalarReader, tagOf, tensorboard } from "./dialects/tensorboard.ts";
import { canonicalBatches, type Source } from "./index.ts";
import { NotImported, quoted, Report } from "./report.ts";
import type { ImportOptions, Row } from "./row.ts";
import { lineBatches } from "./text-lines.ts";

/** One of TensorBoard's CSV files; its tag is taken from its name where none is given. */
export type ScalarFile = { readonly name: string; readonly source: Source; readonly tag?: string };

type Scalar = { readonly tag: string; readonly row: Row };

async function scalarsOf(
  file: ScalarFile,
  tag: string,
  options: ImportOptions,
  report: Report,
): Promise<Scalar[]> {
  const scalars: Scalar[] = [];
  const own = new Report();
  const emit = (row: Row) => {
    scalars.push({ tag, row });
  };
  const reader = scalarReader(options, own, emit, { tag, isAlone: false });
  try {
    for await (const lines of lineBatches(file.source())) {
      for (const line of lines) reader.line(line);
    }
    reader.end();
  } catch (cause) {
    if (cause instanceof NotImported) throw new NotImported(`${file.name}: ${cause.message}`);
    throw cause;
  }
  report.add(own, `${file.name}: `);
  return scalars;
}

/** Files of two runs have the same tags: joined they would be one training that never was. */
function tagsOf(files: readonly ScalarFile[]): string[] {
  const fileOf = new Map<string, string>();
  return files.map(({ name, tag = tagOf(name) }) => {
    const other = fileOf.get(tag);
    if (other !== undefined) {
      throw new NotImported(
        `${other} and ${name} both hold the tag ${quoted(tag)}. Import the files of one run at a time, or name the tags with --tag FILE=NAME.`,
      );
    }
    fileOf.set(tag, name);
    return tag;
  });
}

/** By time where all have one: a restart goes back in steps, never in time. */
function inOrder<Item>(items: readonly Item[], rowOf: (item: Item) => Row): Item[] {
  const timed = items.every((item) => rowOf(item).moment != null);
  const placeOf = (item: Item) => (timed ? (rowOf(item).moment ?? 0) : (rowOf(item).step ?? 0));
  // At the same moment training comes before the evaluation of its step.
  const rankOf = (item: Item) => (rowOf(item).kind === "step" ? 0 : 1);
  return items.toSorted((a, b) => placeOf(a) - placeOf(b) || rankOf(a) - rankOf(b));
}

/** One row of scalars of the same step; an evaluation is known when the last of them is. */
function joined(rows: readonly Row[]): Row {
  const [first] = rows as [Row, ...Row[]];
  const all: { -readonly [key in keyof Row]: Row[key] } = { ...first };
  for (const row of rows.slice(1)) {
    if (row.loss !== undefined) all.loss = row.loss;
    if (row.lr !== undefined) all.lr = row.lr;
    if (row.metrics) all.metrics = { ...all.metrics, ...row.metrics };
    if (row.extra) all.extra = { ...all.extra, ...row.extra };
    if (row.kind === "eval") all.moment = row.moment ?? all.moment ?? null;
  }
  return all;
}

/** Scalars of one step become one row; a tag that comes again begins the step's next row. */
function merged(scalars: readonly Scalar[]): Row[] {
  type Group = { readonly tags: Set<string>; readonly rows: Row[] };
  const groups: Group[] = [];
  const open = new Map<string, Group>();
  for (const { tag, row } of inOrder(scalars, (scalar) => scalar.row)) {
    const key = `${row.kind} ${row.step}`;
    let group = open.get(key);
    if (!group || group.tags.has(tag) || row.step === null) {
      group = { tags: new Set(), rows: [] };
      groups.push(group);
      open.set(key, group);
    }
    group.tags.add(tag);
    group.rows.push(row);
  }
  return inOrder(
    groups.map(({ rows }) => joined(rows)),
    (row) => row,
  );
}

/** Joins TensorBoard's CSV files, one a scalar, into the events of one log, many at a time. */
export async function* importScalars(
  files: readonly ScalarFile[],
  options: ImportOptions,
  report: Report,
): AsyncGenerator<LogEvent[]> {
  const tags = tagsOf(files);
  const rows = async function* (into: Report) {
    const all = await Promise.all(
      files.map((file, index) => scalarsOf(file, tags[index] ?? "", options, into)),
    );
    into.note(`${files.length} files are joined by step and wall time`);
    yield merged(all.flat());
  };
  yield* canonicalBatches(tensorboard.title, rows, tensorboard, options, report);
}
