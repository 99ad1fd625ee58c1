import type { LogEvent } from "../schemas/log-event.ts";

/** A log row that carries metrics. `line` is 1-based. */
export type EvaluationPoint = {
  readonly line: number;
  readonly clock: number;
  readonly step: number | null;
  readonly samples: number | null;
  readonly metrics: Readonly<Record<string, number>>;
};

/** One point of the loss curve, thinned so that a million-line log stays small. */
export type CurvePoint = {
  readonly clock: number;
  readonly step: number | null;
  readonly samples: number | null;
  readonly loss: number;
};

/** Why a line, or the file from there on, could not be read. */
export type BrokenReason =
  | "not-json"
  | "not-an-object"
  | "not-a-number" // NaN or Infinity, which JSON has no word for
  | "not-utf8"
  | "not-utf8-file" // UTF-16, says its byte order mark
  | "bad-field"
  | "torn" // the last line, cut off
  | "too-long"
  | "too-many-lines"
  | "too-many-evaluations"
  | "too-many-metrics"
  | "lfs-pointer"
  | "gzip-damaged"
  | "too-large-unpacked";

/** Something wrong in a log, at a line; the checks turn it into findings. */
export type LogProblem =
  | {
      readonly kind: "broken-line";
      readonly line: number;
      readonly reason: BrokenReason;
      /** The key at fault, where the reason is `bad-field`. */
      readonly field?: string;
      /** The beginning of the line. */
      readonly text: string;
    }
  | {
      readonly kind: "clock-backwards";
      readonly line: number;
      readonly clock: number;
      readonly before: number;
      readonly beforeLine: number;
    }
  | {
      readonly kind: "samples-backwards";
      readonly line: number;
      readonly samples: number;
      readonly before: number;
      readonly beforeLine: number;
    };

/** What one pass over a training log leaves behind; its size does not grow with the log. */
export type LogSummary = {
  readonly lines: number;
  /** Bytes after decompression. */
  readonly bytes: number;
  readonly seed: number | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly evaluations: readonly EvaluationPoint[];
  readonly curve: readonly CurvePoint[];
  /** The longest time between two neighbouring lines, and the later of them. Unit: s. */
  readonly longestGap: { readonly seconds: number; readonly line: number } | null;
  /** Line of a second `start`: two runs stand in one file. */
  readonly secondStart: number | null;
  readonly last: Pick<LogEvent, "event" | "clock" | "step" | "samples"> | null;
  /** The first problems; `problemCount` counts all of them. */
  readonly problems: readonly LogProblem[];
  readonly problemCount: number;
};
