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
};

/** Steps that a warm-up can take before the timer is started again. */
const LONGEST_WARM_UP = 50;
/** Rows that other processes of one training can write out of order. */
const INTERLEAVED = 64;
/** Steps that processes of one training can be apart. */
const APART = 2;

/** Drops what other processes of the same training wrote again. Keeps the state of one pass. */
export class Interleaving {
  readonly #recent: string[] = [];
  readonly #lastStep = new Map<Row["kind"], number | null>();
  #latestStep: number | null = null;
  #lastClock: number | null = null;

  /** True where the row repeats one of the last rows, at about the same time and not later. */
  repeats(row: Row): boolean {
    const { kind, step, clock } = row;
    const key = `${kind} ${step}`;
    if (step !== null && this.#recent.includes(key) && this.#isEcho(row)) return true;
    this.#recent.push(key);
    if (this.#recent.length > INTERLEAVED) this.#recent.shift();
    this.#lastStep.set(kind, step);
    this.#latestStep = step ?? this.#latestStep;
    this.#lastClock = clock ?? this.#lastClock;
    return false;
  }

  /** A restart goes back far; another process only a moment. */
  #isEcho({ kind, step, clock }: Row): boolean {
    if (clock === null || this.#lastClock === null) return this.#lastStep.get(kind) === step;
    const back = this.#lastClock - clock;
    if ((this.#latestStep ?? 0) - (step ?? 0) > APART) return false;
    return back >= 0 && back <= Math.max(1, this.#lastClock * 0.005);
  }
}

/** Where a row stands against the one before it. */
function breakAt(index: number, row: Row, before: Row, warmsUp: boolean): Break | null {
  const clockBack = row.clock !== null && before.clock !== null && row.clock < before.clock;
  const stepBack = row.step !== null && before.step !== null && row.step < before.step;
  if (stepBack && (row.step ?? 0) <= 1 && (clockBack || row.clock === null)) {
    return { kind: "run", row: index };
  }
  if (!clockBack) return null;
  const early =
    before.untimed === true || (before.step ?? Number.POSITIVE_INFINITY) <= LONGEST_WARM_UP;
  if (warmsUp && !stepBack && early) return { kind: "warm-up", row: index };
  return { kind: "resume", row: index, addClock: before.clock ?? 0 };
}

/** First pass: finds runs, warm-ups and resumes. Its memory grows with their number alone. */
export async function timelines(
  rows: AsyncIterable<Row>,
  warmsUp: boolean,
  report: Report,
): Promise<Timeline[]> {
  const runs: {
    first: number;
    end: number;
    breaks: Break[];
    hasClock: boolean;
    hasMoment: boolean;
  }[] = [];
  const interleaving = new Interleaving();
  let before: Row | null = null;
  let index = 0;
  for await (const row of rows) {
    if (interleaving.repeats(row)) continue;
    const found: Break | null = before && breakAt(index, row, before, warmsUp);
    if (before === null || found?.kind === "run") {
      runs.push({ first: index, end: index, breaks: [], hasClock: false, hasMoment: false });
    }
    const run = runs.at(-1);
    if (!run) continue;
    if (found && found.kind !== "run") {
      run.breaks.push(found);
      tell(found, row, before, report);
    }
    run.end = index + 1;
    run.hasClock ||= row.clock !== null;
    run.hasMoment ||= row.moment !== null && row.moment !== undefined;
    before = row;
    index += 1;
  }
  return runs;
}

function tell(found: Break, row: Row, before: Row | null, report: Report): void {
  const was = `${before?.clock} s`;
  if (found.kind === "warm-up") {
    report.note(
      `the timer is started again (${was} → ${row.clock} s): the rows before it were warm-up and count as clock 0`,
      row.line,
    );
  } else {
    report.note(
      `the clock starts again (${was} → ${row.clock} s) at step ${row.step}: taken as a restart, the clock goes on from ${was}`,
      row.line,
    );
  }
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
  if (runs.length > 1) {
    report.note(
      `the file holds ${runs.length} runs (step and clock start again); this is run ${number}, the others are left out`,
    );
  }
  return chosen;
}
