import type { MetricSeries } from "../charts/curve-shapes.ts";
import type { Finding } from "../findings/finding.ts";
import type { Derived } from "../registry/derive.ts";
import type { StandingRecord } from "./surroundings.ts";

/** What the page and its worker say to each other. */

export type NamedFile = { readonly name: string; readonly file: File };

/** A folder as far as a page can see one. */
export type PickedFolder = {
  /** Its name; what the visitor typed where only files were picked. */
  readonly id: string;
  /** Name of the folder above; null where the page was not told. */
  readonly parent: string | null;
  readonly files: readonly NamedFile[];
  readonly folders: readonly string[];
};

export type LineOfFile = {
  readonly number: number;
  readonly text: string;
};

export type Question =
  | { readonly kind: "check"; readonly folder: PickedFolder; readonly surroundings: string }
  | {
      readonly kind: "lines";
      readonly request: number;
      readonly name: string;
      readonly line: number;
      readonly column: number;
    };

/** The curves of the target's metric, beside those of the record they compete with. */
export type Curves = {
  readonly metric: string;
  readonly direction: "min" | "max";
  readonly target: number;
  readonly series: readonly MetricSeries[];
};

export type Outcome = {
  readonly id: string;
  readonly path: string;
  readonly accepted: boolean;
  readonly findings: readonly Finding[];
  readonly derived: Derived;
  readonly curves: Curves | null;
  readonly record: StandingRecord | null;
  /** True where an entry lies at that path already. */
  readonly exists: boolean;
  /** Names of the files that a submitter brings; the others are written by the project. */
  readonly toBring: readonly string[];
};

export type Answer =
  | {
      readonly kind: "progress";
      readonly name: string;
      readonly done: number;
      readonly all: number;
    }
  | { readonly kind: "checked"; readonly outcome: Outcome }
  | { readonly kind: "lines"; readonly request: number; readonly lines: readonly LineOfFile[] }
  | { readonly kind: "failed"; readonly message: string };
