import type { LogEvent } from "../../schemas/log-event.ts";
import type { Report } from "./report.ts";
import type { ImportOptions, Row } from "./row.ts";
import { Interleaving, type Timeline } from "./timeline.ts";

/** Microseconds: finer than any log here, coarse enough to hide binary noise. */
const rounded = (seconds: number) => Math.round(seconds * 1e6) / 1e6;

/** Second pass: turns the rows of one run into events whose clock and samples never go back. */
export class Canonical {
  readonly #timeline: Timeline;
  readonly #options: ImportOptions;
  readonly #report: Report;
  readonly #interleaving = new Interleaving();
  readonly #waiting: NonNullable<ImportOptions["evaluations"]>[number][];
  #addClock = 0;
  #clock = 0;
  #firstMoment: number | null = null;
  #samples = 0;
  #lastStep: number | null = null;
  #addSteps = 0;

  constructor(timeline: Timeline, options: ImportOptions, report: Report) {
    this.#timeline = timeline;
    this.#options = options;
    this.#report = report;
    this.#waiting = (options.evaluations ?? []).toSorted((a, b) => a.step - b.step);
  }

  async *events(rows: AsyncIterable<Row>, note: string): AsyncGenerator<LogEvent> {
    const { seed } = this.#options;
    yield { event: "start", clock: 0, ...(seed === undefined ? {} : { seed }), note };
    let index = 0;
    for await (const row of rows) {
      if (this.#interleaving.repeats(row)) {
        this.#report.count(
          "row that repeats a step, as other processes write it: dropped",
          row.line,
        );
        continue;
      }
      if (index >= this.#timeline.first && index < this.#timeline.end) yield* this.#row(row, index);
      index += 1;
    }
    for (const left of this.#waiting) {
      this.#report.note(
        `the evaluation of step ${left.step} has no such step in the log: left out`,
      );
    }
    yield { event: "end", clock: this.#clock };
  }

  *#row(row: Row, index: number): Generator<LogEvent> {
    for (const one of this.#timeline.breaks) {
      if (one.row === index && one.kind === "resume") this.#addClock += one.addClock;
    }
    const clock = this.#clockOf(row, index);
    const step = row.step;
    const samples = this.#samplesOf(row);
    const common = {
      clock,
      ...(step === null ? {} : { step }),
      ...(samples === null ? {} : { samples }),
    };
    const { loss, lr, extra } = row;
    const metrics = this.#finite(row.metrics ?? {}, row.line);
    yield {
      event: row.kind,
      ...common,
      ...(loss === undefined ? {} : { loss: this.#number(loss, row.line) }),
      ...(lr === undefined ? {} : { lr: this.#number(lr, row.line) }),
      ...(Object.keys(metrics).length > 0 ? { metrics } : {}),
      ...(extra && Object.keys(extra).length > 0 ? { extra: this.#finite(extra, row.line) } : {}),
    };
    while (step !== null && this.#waiting[0] && this.#waiting[0].step <= step) {
      const due = this.#waiting.shift();
      if (due?.step === step) yield { event: "eval", ...common, metrics: due.metrics };
      else if (due) {
        this.#report.note(
          `the evaluation of step ${due.step} has no such step in the log: left out`,
        );
      }
    }
  }

  /** The clock of a row: logged, from time stamps, or from steps; never below the one before. */
  #clockOf(row: Row, index: number): number {
    const warmUp = this.#timeline.breaks.some(
      ({ kind, row: at }) => kind === "warm-up" && index < at,
    );
    let clock: number | null = null;
    if (warmUp) clock = 0;
    else if (row.clock !== null) clock = row.clock + this.#addClock;
    else if (!this.#timeline.hasClock && this.#timeline.hasMoment && row.moment != null) {
      this.#firstMoment ??= row.moment;
      clock = (row.moment - this.#firstMoment) / 1000;
    } else if (this.#options.stepSeconds !== undefined && row.step !== null) {
      clock = row.step * this.#options.stepSeconds;
    }
    if (clock !== null && clock < this.#clock) {
      this.#report.count(
        "row whose clock lies before the one of the row above: kept at that",
        row.line,
      );
    }
    this.#clock = Math.max(this.#clock, rounded(clock ?? this.#clock));
    return this.#clock;
  }

  /** Samples seen: logged, or steps × batch; steps that were done again after a restart count again. */
  #samplesOf(row: Row): number | null {
    const { batch } = this.#options;
    if (row.step !== null) {
      if (this.#lastStep !== null && row.step < this.#lastStep) {
        this.#addSteps += this.#lastStep - row.step + 1;
      }
      this.#lastStep = row.step;
    }
    let samples: number | null = null;
    if (row.samples !== null) samples = row.samples;
    else if (batch !== undefined && row.step !== null)
      samples = (row.step + this.#addSteps) * batch;
    if (samples === null) return null;
    this.#samples = Math.max(this.#samples, Math.round(samples));
    return this.#samples;
  }

  #number(value: number | null, line: number): number | null {
    if (value !== null && Number.isFinite(value)) return value;
    if (value !== null) this.#report.count("NaN or infinite number: written as null", line);
    return null;
  }

  #finite(values: Readonly<Record<string, number | null>>, line: number) {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, this.#number(value, line)]),
    );
  }
}
