import type { Report } from "./report.ts";
import { NotImported } from "./report.ts";
import type { ImportOptions, Row } from "./row.ts";

/** What happened to clock and step at a row, where they do not simply go on. */
export type Break =
  | { readonly kind: "warm-up"; readonly row: number }
  | { readonly kind: "resume"; readonly row: number; readonly addClock: number }
  | { readonly kind: "run"; readonly row: number };

/** The rows of one run: its beginning, its end, and what has to be corrected in between. */
export type Timeline = {
  readonly first: number;
  readonly end: number;
  readonly breaks: readonly Break[];
  readonly hasClock: boolean;
  readonly hasMoment: boolean;
  /** What is to be told of it, where it is the run that is wanted. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
};

/** Steps that a warm-up can take before the timer is started again. */
const LONGEST_WARM_UP = 50;
/** A clock that is back by less than this share of itself did not start again: it is unsteady. */
const STARTS_AGAIN_BELOW = 0.75;
/** Breaks of one run that are told one by one. */
const TOLD = 20;

/** The row before, with the clock that was last logged: not every row has one. */
type Before = Pick<Row, "step" | "untimed"> & { readonly clock: number | null };

/** Where a row stands against the ones before it. */
function breakAt(index: number, row: Row, before: Before, warmsUp: boolean): Break | null {
  const back = row.clock !== null && before.clock !== null ? before.clock - row.clock : 0;
  const stepBack = row.step !== null && before.step !== null && row.step < before.step;
  if (stepBack && (row.step ?? 0) <= 1 && (back > 0 || row.clock === null)) {
    return { kind: "run", row: index };
  }
  if (back <= 0) return null;
  const early =
    before.untimed === true || (before.step ?? Number.POSITIVE_INFINITY) <= LONGEST_WARM_UP;
  const startsAgain = stepBack || (row.clock ?? 0) < STARTS_AGAIN_BELOW * (before.clock ?? 0);
  // A clock that is hardly back is told where it is held; it would be wrong to count it twice.
  if (!startsAgain) return null;
  if (warmsUp && !stepBack && early) return { kind: "warm-up", row: index };
  return { kind: "resume", row: index, addClock: before.clock ?? 0 };
}

type Growing = { -readonly [key in keyof Timeline]: Timeline[key] } & {
  breaks: Break[];
  notes: { line: number; text: string }[];
  untold: number;
};

/** Finds runs, warm-ups and resumes. Its memory grows with their number alone. */
export class Timelines {
  readonly #warmsUp: boolean;
  readonly #runs: Growing[] = [];
  #before: Before | null = null;
  #index = 0;

  constructor(warmsUp: boolean) {
    this.#warmsUp = warmsUp;
  }

  add(row: Row): void {
    const before = this.#before;
    const found = before && breakAt(this.#index, row, before, this.#warmsUp);
    if (before === null || found?.kind === "run") this.#open();
    const run = this.#runs[this.#runs.length - 1] as Growing;
    if (found && before && found.kind !== "run") this.#break(run, found, row, before);
    run.end = this.#index + 1;
    run.hasClock ||= row.clock !== null;
    run.hasMoment ||= row.moment !== null && row.moment !== undefined;
    const clock = row.clock ?? (found?.kind === "run" ? null : (before?.clock ?? null));
    this.#before = { step: row.step ?? before?.step ?? null, untimed: row.untimed === true, clock };
    this.#index += 1;
  }

  /** Every run in the order of the log. */
  runs(): Timeline[] {
    for (const run of this.#runs) {
      if (run.untold === 0) continue;
      const line = run.notes.at(-1)?.line ?? 0;
      run.notes.push({ line, text: `the clock starts again ${run.untold} times more after this` });
      run.untold = 0;
    }
    return this.#runs;
  }

  #open(): void {
    this.#runs.push({
      first: this.#index,
      end: this.#index,
      breaks: [],
      notes: [],
      hasClock: false,
      hasMoment: false,
      untold: 0,
    });
  }

  #break(run: Growing, found: Break, row: Row, before: Before): void {
    run.breaks.push(found);
    if (run.notes.length >= TOLD) run.untold += 1;
    else run.notes.push({ line: row.line, text: toldOf(found, row, before) });
  }
}

function toldOf(found: Break, row: Row, before: Before): string {
  const was = `${before.clock} s`;
  if (found.kind === "warm-up") {
    return `the timer is started again (${was} → ${row.clock} s): the rows before it were warm-up and count as clock 0`;
  }
  const where = row.step === null ? "" : ` at step ${row.step}`;
  return `the clock starts again (${was} → ${row.clock} s)${where}: taken as a restart, the clock goes on from ${was}`;
}

/** The run that is wanted of several in one file. */
export function chosenRun(
  runs: readonly Timeline[],
  options: ImportOptions,
  report: Report,
): Timeline {
  const number = options.run ?? runs.length;
  const chosen = runs[number - 1];
  if (!chosen) {
    throw new NotImported(
      runs.length === 0
        ? "There is no row in it."
        : `The file holds ${runs.length} run${runs.length === 1 ? "" : "s"}; there is no run ${number}.`,
    );
  }
  for (const { line, text } of chosen.notes) report.note(text, line);
  if (runs.length > 1) {
    report.note(
      `the file holds ${runs.length} runs (step and clock start again); this is run ${number}, the others are left out`,
    );
  }
  return chosen;
}
