import { metricIdOf, partOf } from "../columns.ts";
import { Table } from "../csv.ts";
import { momentIn, numberIn } from "../numbers.ts";
import { listed, NotImported, quoted, type Report } from "../report.ts";
import type { Column, Dialect, ImportOptions, Reader, Row } from "../row.ts";
import { mergedScalars, type Scalar } from "./merged-scalars.ts";

/** Name of the scalar where a file holds one: TensorBoard names it run-<run>-tag-<tag>.csv. */
export function tagOf(fileName: string | undefined): string {
  const bare = (fileName ?? "value").replace(/(\.(csv|tsv|txt|gz|zst))+$/i, "");
  // A browser numbers downloads of the same name: "… (1).csv".
  return bare.replace(/ ?\(\d+\)$/, "").replace(/^.*-tag-/, "");
}

/** What becomes of the values of one tag. */
type Place = {
  readonly as: "loss" | "lr" | "metric" | "extra";
  readonly id: string;
  readonly factor: number;
};

/** Whether an option means this tag: TensorBoard writes "/" as "_" in names of files. */
const means = (column: Column | undefined, tag: string) =>
  column !== undefined && (column.name === tag || metricIdOf(column.name) === metricIdOf(tag));

function placeOf(tag: string, options: ImportOptions, isAlone: boolean): Place {
  const id = metricIdOf(tag);
  const metric = Object.entries(options.metrics ?? {}).find(([, column]) => means(column, tag));
  if (metric) return { as: "metric", id: metric[0], factor: metric[1].factor };
  for (const as of ["loss", "lr"] as const) {
    const column = options.columns?.[as];
    if (means(column, tag)) return { as, id, factor: column?.factor ?? 1 };
  }
  // One scalar alone is either the loss or a metric.
  return { as: partOf(tag) ?? (isAlone ? "metric" : "extra"), id, factor: 1 };
}

function rowOf(place: Place, value: number, common: Omit<Row, "kind">): Row {
  const scaled = value * place.factor;
  if (place.as === "loss") return { ...common, kind: "step", loss: scaled };
  if (place.as === "lr") return { ...common, kind: "step", lr: scaled };
  const named = { [place.id]: scaled };
  if (place.as === "metric") return { ...common, kind: "eval", metrics: named };
  return { ...common, kind: "step", extra: named };
}

type Indices = Readonly<Record<"time" | "step" | "value" | "tag", number>>;

function indicesOf(names: readonly string[]): Indices {
  const find = (form: RegExp) => names.findIndex((name) => form.test(name.trim()));
  const found = {
    time: find(/^wall[ _]?time$/i),
    step: find(/^step$/i),
    value: find(/^value$/i),
    tag: find(/^(tag|tags|metric)$/i),
  };
  if (found.step === -1 || found.value === -1) {
    throw new NotImported(
      `Expected the columns "Wall time", "Step", "Value"; found ${listed(names)}.`,
    );
  }
  return found;
}

/** Reads scalars; `isAlone` says that the file is the whole log. */
export function scalarReader(
  options: ImportOptions,
  report: Report,
  emit: (scalar: Scalar) => void,
  { tag: named = tagOf(options.fileName), isAlone = true } = {},
): Reader & { hasTags(): boolean } {
  let indices: Indices = { time: -1, step: -1, value: -1, tag: -1 };
  const places = new Map<string, Place>();
  const placed = (tag: string) => {
    const place = places.get(tag) ?? placeOf(tag, options, isAlone && indices.tag === -1);
    places.set(tag, place);
    return place;
  };
  const table = new Table(report, {
    onHeader(names) {
      indices = indicesOf(names);
    },
    onRecord(cells, line) {
      const value = numberIn(cells[indices.value] ?? "");
      if (value === undefined || value === null) {
        report.count("row whose value is no number: left out", line);
        return;
      }
      const step = numberIn(cells[indices.step] ?? "");
      const whole = typeof step === "number" && Number.isSafeInteger(step) && step >= 0;
      if (!whole) report.count("step that is no whole number: left out", line);
      const tag = cells[indices.tag] || named;
      const place = placed(tag);
      const moment = momentIn(cells[indices.time]);
      const common = { line, clock: null, step: whole ? step : null, samples: null, moment };
      emit({ tag, row: rowOf(place, value, common) });
    },
  });
  const end = () => {
    table.end();
    for (const [tag, place] of places) {
      const kept = place.as === "extra" ? "kept beside" : place.as;
      const what = place.as === "metric" ? `metric ${place.id}` : kept;
      report.note(`tag ${quoted(tag)}: ${what}`);
    }
  };
  return { line: (line) => table.line(line), end, hasTags: () => indices.tag !== -1 };
}

/** Values of a file with several tags that are put in order together. */
const MOST_HELD = 3_000_000;

/** TensorBoard scalars as CSV: "Wall time, Step, Value", or the long form with a column of tags. */
export const tensorboard: Dialect = {
  id: "tensorboard",
  title: "TensorBoard scalars as CSV",
  reader(options, report, emit) {
    // A file with several tags may hold one after the other: they are put in order by time.
    const held: Scalar[] = [];
    const reader = scalarReader(options, report, (scalar) => {
      if (!reader.hasTags()) emit(scalar.row);
      else if (held.push(scalar) > MOST_HELD) {
        throw new NotImported(
          `The file holds more than ${MOST_HELD} values of several tags. Export fewer tags, or one a file.`,
        );
      }
    });
    const end = () => {
      reader.end();
      for (const row of mergedScalars(held)) emit(row);
    };
    return { line: reader.line, end };
  },
};
