import type { Report } from "./report.ts";
import type { TextLine } from "./text-lines.ts";

/** One row of another tool's log, as it says it. The timeline makes events of them. */
export type Row = {
  readonly line: number;
  readonly kind: "step" | "eval";
  /** Seconds, as logged; null where the row has none. */
  readonly clock: number | null;
  /** True where the tool says that this row was not timed yet. */
  readonly untimed?: boolean;
  readonly step: number | null;
  readonly samples: number | null;
  readonly loss?: number | null;
  readonly lr?: number | null;
  readonly metrics?: Readonly<Record<string, number | null>>;
  /** Moment of the row in milliseconds since 1970, where it has one. */
  readonly moment?: number | null;
  /** True for what stands in for training rows: it counts only in a log that has none. */
  readonly weak?: boolean;
  /** Numbers that the canonical log has no key for. */
  readonly extra?: Readonly<Record<string, number | null>>;
};

/** A column by name, and what its numbers are multiplied by. */
export type Column = { readonly name: string; readonly factor: number };

/** What the caller knows and a log does not say. */
export type ImportOptions = {
  /** Samples of one step, over all devices. */
  readonly batch?: number;
  readonly seed?: number;
  /** Seconds of one step, for logs without a clock. */
  readonly stepSeconds?: number;
  /** Which run of several in one file, from 1; the last where it is left out. */
  readonly run?: number;
  /** Which series of a table with several, by name. */
  readonly series?: string;
  /** Metric id → column. */
  readonly metrics?: Readonly<Record<string, Column>>;
  readonly columns?: Readonly<
    Partial<Record<"clock" | "step" | "samples" | "loss" | "lr" | "timestamp", Column>>
  >;
  /** Results of an evaluator, by step: they join the log as evaluation points. */
  readonly evaluations?: readonly {
    readonly step: number;
    readonly metrics: Readonly<Record<string, number>>;
  }[];
  /** Name of the file, for dialects that carry a name nowhere else. */
  readonly fileName?: string;
};

/** Reads the lines of one log, one after the other; rows go out as soon as they are known. */
export type Reader = {
  line(line: TextLine): void;
  /** Called once after the last line. */
  end(): void;
};

/** A log in another tool's format. */
export type Dialect = {
  readonly id: string;
  readonly title: string;
  /** True where a clock that goes back early means that the rows before it were warm-up. */
  readonly warmsUp?: boolean;
  /** True where several processes of one training may write into one log. */
  readonly ranks?: boolean;
  /** Characters of the longest line that can hold a row, where that is not the usual length. */
  readonly longestLine?: number;
  reader(options: ImportOptions, report: Report, emit: (row: Row) => void): Reader;
};
