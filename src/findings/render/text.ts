import { type Finding, inOrder } from "../finding.ts";
import { printable } from "./printable.ts";

/** "file:line:column", as far as it is known; terminals and editors make it a link. */
export const placeOf = (one: Finding): string =>
  [one.file, one.line, one.column].filter((part) => part !== null).join(":");

function block(one: Finding): string {
  const lines = [
    `${placeOf(one)}  ${one.severity}  ${one.code}`,
    `  ${one.message}`,
    ...(one.expected === null ? [] : [`  expected  ${one.expected}`]),
    ...(one.found === null ? [] : [`  found     ${one.found}`]),
    `  fix       ${one.fix}`,
  ];
  return lines.map(printable).join("\n");
}

/** Findings for a terminal: one block each, in the order of files and lines. */
export const renderText = (findings: readonly Finding[]): string =>
  inOrder(findings)
    .map((one) => `${block(one)}\n`)
    .join("\n");
