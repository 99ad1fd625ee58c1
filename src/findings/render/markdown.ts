import { type Finding, inOrder } from "../finding.ts";
import { printable } from "./printable.ts";
import { placeOf } from "./text.ts";

/**
 * Text for a Markdown document or table cell. Everything with a meaning in GitHub's Markdown is made a character
 * reference, so that a submission cannot format, mention, link or break the table.
 */
export const plainMarkdown = (text: string): string =>
  printable(text).replace(
    /[\\`*_{}[\]()<>#+!|~@&:/]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );

/** Findings as a Markdown table, for a comment on a pull request. `page` leads to a code's page. */
export function renderMarkdown(
  findings: readonly Finding[],
  page: (code: string) => string,
): string {
  if (findings.length === 0) return "No findings.\n";
  const rows = inOrder(findings).map(
    (one) =>
      `| ${plainMarkdown(placeOf(one))} | ${one.severity}: [${one.code}](${page(one.code)}) | ${plainMarkdown(one.message)} | ${plainMarkdown(one.fix)} |`,
  );
  return ["| where | what | found | fix |", "|---|---|---|---|", ...rows, ""].join("\n");
}
