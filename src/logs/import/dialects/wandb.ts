import { listed, NotImported, quoted, type Report } from "../report.ts";
import type { Dialect, ImportOptions } from "../row.ts";
import { tableReader } from "./table.ts";

const EDGE = /__(MIN|MAX)$/;
const BETWEEN = " - ";

/** The run of a chart's column; null for one that all runs share. */
const runOf = (name: string) =>
  name.includes(BETWEEN) ? name.slice(0, name.lastIndexOf(BETWEEN)) : null;

/** The list of a project's runs can be exported as well; it is no history of one. */
function refuseRunList(names: readonly string[]): void {
  if (["Name", "State", "Runtime"].every((name) => names.includes(name))) {
    throw new NotImported(
      "This is the list of the project's runs, one row each. Expected the history of one run: export it from the run's workspace, or with run.scan_history().",
    );
  }
}

/**
 * Columns of one run: a chart export names each `<run> - <metric>` with __MIN and __MAX beside it; a
 * history export names the metric alone.
 */
function columnsOfRun(names: readonly string[], wanted: string | undefined, report: Report) {
  const kept = names.map((name) => {
    if (EDGE.test(name)) return null;
    if (runOf(name) === null) return name;
    if (wanted === undefined || !name.startsWith(wanted + BETWEEN)) return null;
    return name.slice(wanted.length + BETWEEN.length);
  });
  const edges = names.filter((name) => EDGE.test(name)).length;
  const left = kept.filter((name) => name === null).length;
  if (left > 0) {
    report.note(`${left} columns are left out (minimum, maximum, other runs)`);
  }
  if (left > edges) report.note(`the run is ${quoted(wanted ?? "")}`);
  return kept;
}

function wantedRun(names: readonly string[], options: ImportOptions): string | undefined {
  const runs = new Set(names.filter((name) => !EDGE.test(name)).map(runOf));
  runs.delete(null);
  const series = [...runs] as string[];
  const wanted = options.series ?? (series.length === 1 ? series[0] : undefined);
  // A run's name is given whole, or without the word that stands before the name of a group.
  const found = series.find((name) => name === wanted || name === `Group: ${wanted}`);
  const known = listed(series);
  if (series.length > 0 && found === undefined) {
    throw new NotImported(
      wanted === undefined
        ? `The export holds ${series.length} runs: ${known}. Choose one with --series.`
        : `The export holds no run ${quoted(wanted)}. It holds ${known}. Choose one with --series.`,
    );
  }
  return found;
}

/** Weights & Biases: a chart exported as CSV, or the history of a run. */
export const wandb: Dialect = {
  id: "wandb",
  title: "Weights & Biases CSV export (chart or history)",
  reader: (options, report, emit) =>
    tableReader(
      {
        rename(names) {
          refuseRunList(names);
          return columnsOfRun(names, wantedRun(names, options), report);
        },
        own: (name) => runOf(name) !== null,
      },
      options,
      report,
      emit,
    ),
};
