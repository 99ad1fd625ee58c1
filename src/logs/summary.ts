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

/** Something wrong in a log, at a line; the checks turn it into findings. */
export type LogProblem =
  | {
      readonly kind: "broken-line";
      readonly line: number;
      readonly reason: string;
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
  readonly last: Pick<LogEvent, "event" | "clock" | "step" | "samples"> | null;
  /** The first problems; `problemCount` counts all of them. */
  readonly problems: readonly LogProblem[];
  readonly problemCount: number;
};
