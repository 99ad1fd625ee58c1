import type { Setting } from "../components/run/configuration.ts";

/** One evaluation of a run: what `/runs/<id>/data/curves.json` keeps of it. */
export type EvaluationRow = {
  readonly clock: number;
  readonly samples: number | null;
  readonly metrics: Readonly<Record<string, number>>;
  /** False where a guard failed here. */
  readonly guards_hold: boolean;
};

export type CurvesRun = {
  readonly seed: number;
  /** Thinned where there are very many; the CSV beside it has all. */
  readonly evaluations: readonly EvaluationRow[];
  /** The point that stopped the clock; null if none did. */
  readonly stop: EvaluationRow | null;
};

/** What comparing entries needs of one of them: `/runs/<id>/data/curves.json`. */
export type EntryCurves = {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  readonly submitters: string;
  readonly date: string;
  readonly standing: string;
  /** Id and name of where it competes; times are compared within one of each only. */
  readonly contest: {
    readonly ruleset: string;
    readonly ruleset_title: string;
    readonly track: string;
    readonly track_title: string;
    readonly hardware_class: string;
    readonly hardware_name: string;
  };
  readonly time_to_target_seconds: number | null;
  readonly samples_to_target: number | null;
  readonly parameters: number;
  readonly target: {
    readonly metric: string;
    readonly value: number;
    readonly provisional: boolean;
  } | null;
  /** Metrics that its logs carry, the target's first. */
  readonly metrics: readonly {
    readonly id: string;
    readonly name: string;
    readonly direction: "min" | "max";
  }[];
  readonly runs: readonly CurvesRun[];
  /** Runs of the entry, drawn or not. */
  readonly runs_total: number;
  readonly configuration: readonly Setting[];
};
