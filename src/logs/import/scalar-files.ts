import type { LogEvent } from "../../schemas/log-event.ts";
import { mergedScalars, type Scalar } from "./dialects/merged-scalars.ts";
import { scalarReader, tagOf, tensorboard } from "./dialects/tensorboard.ts";
import { canonicalBatches, type Source } from "./index.ts";
import { NotImported, quoted, Report } from "./report.ts";
import type { ImportOptions } from "./row.ts";
import { lineBatches } from "./text-lines.ts";

/** One of TensorBoard's CSV files; its tag is taken from its name where none is given. */
export type ScalarFile = { readonly name: string; readonly source: Source; readonly tag?: string };

async function scalarsOf(
  file: ScalarFile,
  tag: string,
  options: ImportOptions,
  report: Report,
): Promise<Scalar[]> {
  const scalars: Scalar[] = [];
  const own = new Report();
  const emit = (scalar: Scalar) => {
    scalars.push(scalar);
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
    yield mergedScalars(all.flat());
  };
  yield* canonicalBatches(tensorboard.title, rows, tensorboard, options, report);
}
