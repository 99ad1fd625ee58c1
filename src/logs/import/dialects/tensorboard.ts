import { metricIdOf, numberIn, partsOf, rowsOfCells } from "../columns.ts";
import { tableRows } from "../csv.ts";
import { NotImported } from "../report.ts";
import type { Dialect } from "../row.ts";
import { momentIn } from "./table.ts";

/** Name of the scalar where a file holds one: TensorBoard names it run-<run>-tag-<tag>.csv. */
function tagOf(fileName: string | undefined): string {
  const bare = (fileName ?? "value").replace(/\.(csv|tsv)(\.gz)?$/i, "");
  return bare.replace(/^.*-tag-/, "");
}

/** TensorBoard scalars as CSV: "Wall time, Step, Value", or the long form with a column of tags. */
export const tensorboard: Dialect = {
  id: "tensorboard",
  title: "TensorBoard scalars as CSV",
  async *rows(lines, options, report) {
    let columns: Partial<Record<"time" | "step" | "value" | "tag", string>> = {};
    const onHeader = (names: readonly string[]) => {
      const find = (form: RegExp) => names.find((name) => form.test(name.trim()));
      const found = {
        time: find(/^wall[ _]time$/i),
        step: find(/^step$/i),
        value: find(/^value$/i),
        tag: find(/^tag$/i),
      };
      if (!found.step || !found.value) {
        throw new NotImported(
          `Expected the columns "Wall time", "Step", "Value"; found ${names.map((name) => JSON.stringify(name)).join(", ")}.`,
        );
      }
      columns = Object.fromEntries(Object.entries(found).filter(([, name]) => name !== undefined));
    };
    for await (const { line, values } of tableRows(lines, report, onHeader)) {
      const tag = (columns.tag && values.get(columns.tag)) || tagOf(options.fileName);
      const value = numberIn(values.get(columns.value ?? "") ?? "");
      const step = numberIn(values.get(columns.step ?? "") ?? "");
      if (value === undefined || value === null) {
        report.count("row whose value is no number: left out", line);
        continue;
      }
      const named = new Map<string, number | null>([
        ["step", step ?? null],
        [tag, value],
      ]);
      const parts = partsOf(["step", tag], { ...options, columns: {} });
      // One scalar alone is either the loss or a metric.
      const metrics =
        parts.roles.loss || Object.keys(parts.metrics).length > 0
          ? parts.metrics
          : { [metricIdOf(tag)]: { name: tag, factor: 1 } };
      const moment = momentIn(columns.time && values.get(columns.time));
      yield* rowsOfCells(named, { ...parts, metrics }, line, moment);
    }
  },
};
