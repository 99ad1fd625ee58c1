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

const SHOWN_BY_LINES = /^[A-Za-z0-9][\w.-]*\.(json|jsonl|md|yaml)$/;

/** A place, linked to its line where `source` is the address of the folder's files on GitHub. */
function place(one: Finding, source: string | null): string {
  const text = plainMarkdown(placeOf(one));
  if (source === null || !SHOWN_BY_LINES.test(one.file)) return text;
  // Markdown is shown rendered, without lines, unless it is asked for plain.
  const view = one.file.endsWith(".md") ? "?plain=1" : "";
  return `[${text}](${source}/${one.file}${view}${one.line === null ? "" : `#L${one.line}`})`;
}

/**
 * Findings as a Markdown table, for a comment on a pull request. `page` leads to a code's page,
 * `source` to the folder at the commit that was checked.
 */
export function renderMarkdown(
  findings: readonly Finding[],
  page: (code: string) => string,
  source: string | null = null,
): string {
  if (findings.length === 0) return "No findings.\n";
  const rows = inOrder(findings).map(
    (one) =>
      `| ${place(one, source)} | ${one.severity}: [${one.code}](${page(one.code)}) | ${plainMarkdown(one.message)} | ${plainMarkdown(one.fix)} |`,
  );
  return ["| where | what | found | fix |", "|---|---|---|---|", ...rows, ""].join("\n");
}
