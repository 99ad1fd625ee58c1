import type { Note } from "../logs/import/report.ts";
import type { LogSummary } from "../logs/summary.ts";

/** What the page that makes an entry and its worker say to each other. */

/** How a log is to be read. */
export type Reading = {
  /** A dialect's id, or "canonical"; null asks the worker to recognise it. */
  readonly format: string | null;
  readonly batch?: number;
  readonly seed?: number;
  /** Which run of several in one file, by name. */
  readonly series?: string;
  /** The log's name of a metric → the ruleset's. */
  readonly renamed: Readonly<Record<string, string>>;
};

export type Imported = {
  readonly format: string;
  /** The canonical log. */
  readonly log: Blob;
  readonly steps: number;
  readonly evaluations: number;
  readonly notes: readonly Note[];
  readonly summary: LogSummary;
  /** Metrics that the log's evaluation points carry, under the log's own names. */
  readonly metrics: readonly string[];
};

export type PackedFile = { readonly path: string; readonly file: Blob };

export type Question =
  | {
      readonly kind: "import";
      readonly request: number;
      readonly file: File;
      readonly reading: Reading;
    }
  | { readonly kind: "digest"; readonly request: number; readonly file: Blob }
  | { readonly kind: "pack"; readonly request: number; readonly files: readonly PackedFile[] };

export type Answer =
  | {
      readonly kind: "progress";
      readonly request: number;
      readonly done: number;
      readonly all: number;
    }
  | { readonly kind: "imported"; readonly request: number; readonly imported: Imported }
  | { readonly kind: "digest"; readonly request: number; readonly sha256: string }
  | { readonly kind: "packed"; readonly request: number; readonly zip: Blob }
  | {
      readonly kind: "failed";
      readonly request: number;
      readonly message: string;
      /** The format that was tried; null where none was recognised. */
      readonly format: string | null;
    };
