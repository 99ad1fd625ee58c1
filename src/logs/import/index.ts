import type { LogEvent } from "../../schemas/log-event.ts";
import { Canonical } from "./canonical.ts";
import { nanogpt } from "./dialects/nanogpt.ts";
import { srDit } from "./dialects/sr-dit.ts";
import { dawnbench, lightning, table } from "./dialects/table.ts";
import { tensorboard } from "./dialects/tensorboard.ts";
import { trainerState } from "./dialects/trainer-state.ts";
import { wandb } from "./dialects/wandb.ts";
import { NotImported, Report } from "./report.ts";
import type { Dialect, ImportOptions } from "./row.ts";
import { textLines } from "./text-lines.ts";
import { chosenRun, timelines } from "./timeline.ts";

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

/** A log that can be read twice: the first pass finds where clocks start again. */
export type Source = () => AsyncIterable<Uint8Array>;

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
  const rows = (into: Report) => dialect.rows(textLines(source()), options, into);
  const runs = await timelines(rows(new Report()), dialect.warmsUp ?? false, report);
  const run = chosenRun(runs, options, report);
  if (!run.hasClock && !run.hasMoment && options.stepSeconds === undefined) {
    report.note("the log has no clock: every event stands at 0 s; --step-seconds gives it one");
  }
  const canonical = new Canonical(run, options, report);
  yield* canonical.events(rows(report), `imported from ${dialect.title}`);
}

export { NotImported, Report };
