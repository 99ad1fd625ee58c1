import type { LogEvent } from "../../schemas/log-event.ts";
import { Canonical } from "./canonical.ts";
import { nanogpt } from "./dialects/nanogpt.ts";
import { srDit } from "./dialects/sr-dit.ts";
import { dawnbench, lightning, table } from "./dialects/table.ts";
import { tensorboard } from "./dialects/tensorboard.ts";
import { trainerState } from "./dialects/trainer-state.ts";
import { wandb } from "./dialects/wandb.ts";
import { refuseForeign } from "./foreign.ts";
import { Interleaving } from "./interleaving.ts";
import { KeptRows } from "./kept-rows.ts";
import { NotImported, Report } from "./report.ts";
import type { Dialect, ImportOptions, Row } from "./row.ts";
import { lineBatches } from "./text-lines.ts";
import { chosenRun, Timelines } from "./timeline.ts";

/** Every dialect, by the name the command line takes. */
export const dialects: readonly Dialect[] = [
  wandb,
  tensorboard,
  trainerState,
  lightning,
  srDit,
  nanogpt,
  dawnbench,
  table,
];

/** A log that can be read twice: a very long one is, where its rows do not fit into memory. */
export type Source = () => AsyncIterable<Uint8Array>;

/** Rows of a log, as many at a time as a chunk brings. */
export type RowSource = (report: Report) => AsyncIterable<readonly Row[]>;

/** Events that go on together: one by one costs as much as reading them. */
const BATCH = 2_000;

/** The rows of a log in one of the dialects. */
export function rowsOfLog(dialect: Dialect, source: Source, options: ImportOptions): RowSource {
  return async function* (report) {
    let rows: Row[] = [];
    const reader = dialect.reader(options, report, (row) => rows.push(row));
    for await (const lines of lineBatches(source(), dialect.longestLine)) {
      for (const line of lines) {
        // The second as well: in an event file a CR stands before the word that tells it.
        if (line.number <= 2) refuseForeign(line.text);
        if (line.cut) report.count("line that is too long: cut", line.number);
        reader.line(line);
      }
      if (rows.length > 0) yield rows;
      rows = [];
    }
    reader.end();
    if (rows.length > 0) yield rows;
  };
}

/**
 * Makes events of rows. The first pass finds runs, warm-ups and restarts and keeps the rows; the
 * second goes over what was kept, or, where that became too much, over the log once more.
 */
export async function* canonicalBatches(
  title: string,
  source: RowSource,
  { ranks = false, warmsUp = false }: Pick<Dialect, "ranks" | "warmsUp">,
  options: ImportOptions,
  report: Report,
  kept = new KeptRows(),
): AsyncGenerator<LogEvent[]> {
  const said = new Report();
  let timelines = new Timelines(warmsUp);
  const startOver = () => {
    timelines = new Timelines(warmsUp);
    kept.clear();
  };
  const filter = new Interleaving(ranks, said, startOver);
  for await (const rows of source(said)) {
    for (const row of rows) {
      if (!filter.takes(row)) continue;
      timelines.add(row);
      kept.add(row);
    }
  }
  const run = chosenRun(timelines.runs(), options, report);
  if (!run.hasClock && !run.hasMoment && options.stepSeconds === undefined) {
    report.note("the log has no clock: every event stands at 0 s; --step-seconds gives it one");
  }
  report.add(said);
  const canonical = new Canonical(run, options, report);
  const start = canonical.start(`imported from ${title}`);
  const again = new Interleaving(ranks, null, () => {}, filter.hasStrong);
  let events = [start];
  for await (const rows of kept.isFull ? source(new Report()) : kept.batches(BATCH)) {
    for (const row of rows) if (!kept.isFull || again.takes(row)) canonical.row(row, events);
    yield events;
    events = [];
  }
  events.push(canonical.end());
  yield events;
}

/** Events of an import, many at a time. */
export function importBatches(
  dialect: Dialect,
  source: Source,
  options: ImportOptions,
  report: Report,
): AsyncGenerator<LogEvent[]> {
  const rows = rowsOfLog(dialect, source, options);
  return canonicalBatches(dialect.title, rows, dialect, options, report);
}

/**
 * Turns another tool's log into the events of the canonical one, whose clock and samples never go
 * back. What was dropped, joined or taken for a restart stands in the report afterwards.
 * Throws NotImported where there is nothing to import.
 */
export async function* importLog(
  dialect: Dialect,
  source: Source,
  options: ImportOptions,
  report: Report,
): AsyncGenerator<LogEvent> {
  for await (const events of importBatches(dialect, source, options, report)) yield* events;
}

export { NotImported, Report };
