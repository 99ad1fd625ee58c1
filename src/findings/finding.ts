import { type Args, type Code, catalogue } from "./catalogue.ts";
import type { Message, Severity } from "./messages/message.ts";

/** Where a finding is: a file of the folder, and as much more as is known. Lines and columns from 1. */
export type Place = {
  readonly file: string;
  /** JSON Pointer (RFC 6901) inside a JSON file. */
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
};

/** One thing a check has to say. Its fields are the contract of `check --format json`. */
export type Finding = {
  readonly code: Code;
  readonly severity: Severity;
  readonly file: string;
  readonly pointer: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly expected: string | null;
  readonly found: string | null;
  readonly fix: string;
};

/** Puts a code and its arguments into words, at a place. */
export function finding<C extends Code>(code: C, place: Place, args: Args<C>): Finding {
  const definition = catalogue[code] as unknown as Message<Args<C>>;
  const said = definition.say(args);
  return {
    code,
    severity: definition.severity,
    file: place.file,
    pointer: place.pointer ?? null,
    line: place.line ?? null,
    column: place.column ?? null,
    message: said.message,
    expected: said.expected ?? null,
    found: said.found ?? null,
    fix: said.fix,
  };
}

export const isError = (one: Finding): boolean => one.severity === "error";

/** By file, then line, then column; findings without a line first. Stable. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}
