import type { Report } from "./report.ts";
import type { Row } from "./row.ts";

/** Rows that other processes of one training can write out of order. */
const INTERLEAVED = 64;
/** Steps that processes of one training can be apart. */
const APART = 2;
/** Milliseconds by the time stamps in which the same row can come from another process. */
const MOMENT_APART = 10_000;

const ECHO = "row that repeats a step, as other processes write it: dropped";
const SAME = "row that is there a second time, equal in everything: dropped";
const OTHER_VALUES = "evaluation point that repeats a step with other values: kept";
const WEAK = "progress bar or checkpoint message beside training rows: left out";

/**
 * Lets the rows of a log through once each: what other processes of the same training wrote again,
 * and stand-ins beside real rows, stay behind. Keeps the state of one pass.
 */
export class Interleaving {
  readonly #ranks: boolean;
  readonly #report: Report | null;
  readonly #recent: (Row | undefined)[] = Array.from({ length: INTERLEAVED });
  #next = 0;
  #highestStep = -1;
  #latest: Row | null = null;
  #hasStrong = false;
  /** Told when the first training row comes after stand-ins: those do not count any more. */
  readonly #onStrong: () => void;

  /** `report` is null where what is dropped was told before; `hasStrong` is what was found then. */
  constructor(ranks: boolean, report: Report | null, onStrong: () => void, hasStrong = false) {
    this.#hasStrong = hasStrong;
    this.#ranks = ranks;
    this.#report = report;
    this.#onStrong = onStrong;
  }

  /** True once a training row was there; stand-ins do not count then. */
  get hasStrong(): boolean {
    return this.#hasStrong;
  }

  /** Whether the row is to be taken. */
  takes(row: Row): boolean {
    if (row.weak === true && this.#hasStrong) {
      this.#report?.count(WEAK, row.line);
      return false;
    }
    if (row.weak !== true && !this.#hasStrong) {
      if (this.#latest !== null) this.#forget(row);
      this.#hasStrong = true;
    }
    if (this.#repeats(row)) return false;
    // Behind a restart steps are done again: they are no echoes of the ones before it.
    if (this.#ranks && this.#isBack(row)) this.#recent.fill(undefined);
    this.#recent[this.#next] = row;
    this.#next = (this.#next + 1) % INTERLEAVED;
    this.#latest = row;
    this.#highestStep = Math.max(this.#highestStep, row.step ?? -1);
    return true;
  }

  #forget(row: Row): void {
    this.#report?.count(WEAK, row.line);
    this.#recent.fill(undefined);
    this.#highestStep = -1;
    this.#onStrong();
  }

  #repeats(row: Row): boolean {
    if (row.step === null || row.step > this.#highestStep) return false;
    const alike = this.#recent.filter(
      (other) => other?.step === row.step && other.kind === row.kind,
    ) as Row[];
    if (alike.some((other) => isEqual(other, row))) {
      // Equal rows in a table are one row written twice; in a log of several processes as well.
      if (!this.#ranks || this.#isNear(row, alike)) {
        this.#report?.count(this.#ranks ? ECHO : SAME, row.line);
        return true;
      }
    }
    if (!this.#ranks) return false;
    const echo = alike.some((other) => isAlike(other, row)) && this.#isNear(row, alike);
    if (!echo) return false;
    if (row.kind === "eval" && !alike.some((other) => sameNumbers(other.metrics, row.metrics))) {
      this.#report?.count(OTHER_VALUES, row.line);
      return false;
    }
    this.#report?.count(ECHO, row.line);
    return true;
  }

  /** A restart goes back far; another process only a moment. */
  #isBack({ step }: Row): boolean {
    return step !== null && (this.#latest?.step ?? 0) - step > APART;
  }

  /** Whether the row comes about when the ones like it came. */
  #isNear(row: Row, alike: readonly Row[]): boolean {
    if (this.#isBack(row)) return false;
    const { clock, moment } = row;
    if (clock !== null) {
      return alike.some(
        (other) => Math.abs((other.clock ?? clock) - clock) <= Math.max(1, clock * 0.005),
      );
    }
    if (moment == null) return true;
    return alike.some((other) => Math.abs((other.moment ?? moment) - moment) <= MOMENT_APART);
  }
}

type Numbers = Readonly<Record<string, number | null>> | undefined;

const sameNames = (a: Numbers, b: Numbers) =>
  Object.keys(a ?? {}).join() === Object.keys(b ?? {}).join();

const sameNumbers = (a: Numbers, b: Numbers) =>
  sameNames(a, b) && Object.keys(a ?? {}).every((key) => Object.is(a?.[key], b?.[key]));

/** Whether two rows say something about the same things. */
function isAlike(a: Row, b: Row): boolean {
  if ((a.loss === undefined) !== (b.loss === undefined)) return false;
  return sameNames(a.metrics, b.metrics) && sameNames(a.extra, b.extra);
}

/** Whether two rows say the same. */
function isEqual(a: Row, b: Row): boolean {
  return (
    a.clock === b.clock &&
    a.samples === b.samples &&
    Object.is(a.loss, b.loss) &&
    Object.is(a.lr, b.lr) &&
    (a.moment ?? null) === (b.moment ?? null) &&
    sameNumbers(a.metrics, b.metrics) &&
    sameNumbers(a.extra, b.extra)
  );
}
