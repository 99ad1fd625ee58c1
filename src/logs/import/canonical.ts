import type { LogEvent } from "../../schemas/log-event.ts";
import type { Report } from "./report.ts";
import type { ImportOptions, Row } from "./row.ts";
import type { Timeline } from "./timeline.ts";

/** Microseconds: finer than any log here, coarse enough to hide binary noise. */
const rounded = (seconds: number) => Math.round(seconds * 1e6) / 1e6;

type Numbers = Readonly<Record<string, number | null>>;

/** Time stamps that go back by an hour, give or take half a minute, are a change of summer time. */
const HOUR = 3_600_000;
const AROUND_AN_HOUR = 30_000;

/** Turns the rows of one run into events whose clock and samples never go back. */
export class Canonical {
  readonly #timeline: Timeline;
  readonly #options: ImportOptions;
  readonly #report: Report;
  readonly #waiting: NonNullable<ImportOptions["evaluations"]>[number][];
  readonly #lastWarmUp: number;
  #index = 0;
  #nextBreak = 0;
  #addClock = 0;
  #clock = 0;
  #firstMoment: number | null = null;
  #lastMoment = Number.NEGATIVE_INFINITY;
  #samples = 0;
  readonly #lastStep = { step: -1, eval: -1 };
  #addSteps = 0;

  constructor(timeline: Timeline, options: ImportOptions, report: Report) {
    this.#timeline = timeline;
    this.#options = options;
    this.#report = report;
    this.#waiting = (options.evaluations ?? []).toSorted((a, b) => a.step - b.step);
    this.#lastWarmUp = timeline.breaks.findLast(({ kind }) => kind === "warm-up")?.row ?? 0;
  }

  start(note: string): LogEvent {
    const { seed } = this.#options;
    return { event: "start", clock: 0, ...(seed === undefined ? {} : { seed }), note };
  }

  end(): LogEvent {
    for (const left of this.#waiting) this.#unmatched(left.step);
    return { event: "end", clock: this.#clock };
  }

  /** Takes the next row of the log; its events, if it is one of this run, go into `events`. */
  row(row: Row, events: LogEvent[]): void {
    const index = this.#index++;
    const { first, end, breaks } = this.#timeline;
    if (index < first || index >= end) return;
    for (let next = breaks[this.#nextBreak]; next && next.row <= index; ) {
      if (next.kind === "resume") this.#addClock += next.addClock;
      next = breaks[++this.#nextBreak];
    }
    if (row.step !== null) this.#countAgain(row, row.step);
    const event: LogEvent = { event: row.kind, clock: this.#clockOf(row, index) };
    if (row.step !== null) event.step = row.step;
    const samples = this.#samplesOf(row);
    if (samples !== null) event.samples = samples;
    const common = { clock: event.clock, step: event.step, samples: event.samples };
    if (row.loss !== undefined) event.loss = this.#number(row.loss, row.line);
    if (row.lr !== undefined) event.lr = this.#number(row.lr, row.line);
    const metrics = this.#finite(row.metrics, row.line);
    if (metrics) event.metrics = metrics;
    const extra = this.#finite(row.extra, row.line);
    if (extra) event.extra = extra;
    events.push(event);
    if (row.step !== null) this.#join(row.step, common, events);
  }

  /** Evaluations from elsewhere join the log at their step. */
  #join(step: number, common: Omit<LogEvent, "event">, events: LogEvent[]): void {
    while (this.#waiting[0] && this.#waiting[0].step <= step) {
      const due = this.#waiting.shift();
      if (due?.step === step) {
        const { clock, samples } = common;
        events.push({
          event: "eval",
          clock: clock as number,
          step,
          ...(samples === undefined ? {} : { samples: samples as number }),
          metrics: due.metrics,
        });
      } else if (due) this.#unmatched(due.step);
    }
  }

  #unmatched(step: number): void {
    this.#report.note(`the evaluation of step ${step} has no such step in the log: left out`);
  }

  /** The clock of a row: logged, from time stamps, or from steps; never below the one before. */
  #clockOf(row: Row, index: number): number {
    let clock: number | null = null;
    if (index < this.#lastWarmUp) clock = 0;
    else if (row.clock !== null) clock = row.clock + this.#addClock;
    else if (!this.#timeline.hasClock && this.#timeline.hasMoment && row.moment != null) {
      clock = this.#sinceFirst(row.moment, row.line);
    } else if (
      !this.#timeline.hasClock &&
      this.#options.stepSeconds !== undefined &&
      row.step !== null
    ) {
      clock = (row.step + this.#addSteps) * this.#options.stepSeconds;
    }
    const next = clock === null || !Number.isFinite(clock) ? this.#clock : rounded(clock);
    if (next < this.#clock) {
      this.#report.count(
        "row whose clock lies before the one of the row above: kept at that",
        row.line,
      );
    }
    this.#clock = Math.max(this.#clock, next);
    return this.#clock;
  }

  #sinceFirst(moment: number, line: number): number {
    this.#firstMoment ??= moment;
    const back = this.#lastMoment - moment;
    if (Math.abs(back - HOUR) <= AROUND_AN_HOUR) {
      this.#report.note(
        "the time stamps go back by an hour: taken as the end of summer time, the clock goes on",
        line,
      );
      this.#firstMoment -= HOUR;
    }
    this.#lastMoment = moment;
    return (moment - this.#firstMoment) / 1000;
  }

  /** Samples seen: logged, or steps × batch; steps that were done again after a restart count again. */
  #samplesOf(row: Row): number | null {
    const { batch } = this.#options;
    let samples: number | null = null;
    if (row.samples !== null) samples = row.samples;
    else if (batch !== undefined && row.step !== null)
      samples = (row.step + this.#addSteps) * batch;
    if (samples === null || !Number.isFinite(samples)) return null;
    this.#samples = Math.max(this.#samples, Math.round(samples));
    return this.#samples;
  }

  /** Finds steps that are done again. An evaluation can come late; then nothing is done again. */
  #countAgain({ kind, line }: Row, step: number): void {
    const last = this.#lastStep;
    if (step < last[kind]) {
      this.#addSteps += Math.max(last.step, last.eval) - step + 1;
      last.step = step;
      last.eval = step;
    } else if (kind === "eval" && step < last.step) {
      this.#report.count(
        "evaluation of an earlier step than the row above: stays where it stands",
        line,
      );
    }
    last[kind] = step;
  }

  #number(value: number | null, line: number): number | null {
    if (value !== null && Number.isFinite(value)) return value;
    if (value !== null) this.#report.count("NaN or infinite number: written as null", line);
    return null;
  }

  /** The numbers with null for what is not finite; undefined where there is none at all. */
  #finite(values: Numbers | undefined, line: number): Numbers | undefined {
    let areFinite = true;
    let isEmpty = true;
    for (const name in values) {
      isEmpty = false;
      if (!Number.isFinite(values[name])) areFinite = false;
    }
    if (isEmpty || areFinite) return isEmpty ? undefined : values;
    const found: Record<string, number | null> = {};
    for (const name in values) found[name] = this.#number(values[name] ?? null, line);
    return found;
  }
}
