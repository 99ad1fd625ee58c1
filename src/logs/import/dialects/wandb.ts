import { NotImported, type Report } from "../report.ts";
import type { Dialect, ImportOptions } from "../row.ts";
import { rowsOfTable } from "./table.ts";

const EDGE = /__(MIN|MAX)$/;

/**
 * Columns of one run: a chart export names each `<run> - <metric>` with __MIN and __MAX beside it; a
 * history export names the metric alone.
 */
function columnsOfRun(names: readonly string[], options: ImportOptions, report: Report) {
  const series = new Set(
    names
      .filter((name) => !EDGE.test(name) && name.includes(" - "))
      .map((name) => name.slice(0, name.lastIndexOf(" - "))),
  );
  const wanted = options.series ?? (series.size === 1 ? [...series][0] : undefined);
  if (series.size > 1 && (wanted === undefined || !series.has(wanted))) {
    const known = [...series].map((name) => JSON.stringify(name)).join(", ");
    throw new NotImported(
      `The export holds ${series.size} runs: ${known}. Choose one with --series.`,
    );
  }
  const kept = new Map<string, string>();
  for (const name of names) {
    if (EDGE.test(name)) continue;
    if (!name.includes(" - ")) kept.set(name, name);
    else if (name.startsWith(`${wanted} - `)) kept.set(name, name.slice((wanted ?? "").length + 3));
  }
  const left = names.length - kept.size;
  if (left > 0) report.note(`${left} columns are left out (minimum, maximum, other runs)`);
  return kept;
}

/** Weights & Biases: a chart exported as CSV, or the history of a run. */
export const wandb: Dialect = {
  id: "wandb",
  title: "Weights & Biases CSV export (chart or history)",
  rows: (lines, options, report) =>
    rowsOfTable(lines, options, report, (names) => columnsOfRun(names, options, report)),
};
