import { permanentUrl, site } from "../../site.ts";
import { monthName } from "../numbers.ts";
import type { RunView } from "./view.ts";

/**
 * BibTeX counts braces even behind a backslash, so a brace in a text becomes a command that has
 * none of its own left open; everything else that TeX would act on is disarmed as well.
 */
const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  '"': "\\textquotedbl{}",
  "#": "\\#",
  $: "\\$",
  "%": "\\%",
  "&": "\\&",
  _: "\\_",
};

/** A text for a BibTeX field, whatever it holds. */
export const bibtexText = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\{}~^<>"#$%&_]/g, (character) => TEX[character] ?? "");

/** A name; braced where BibTeX would take it apart or for several. */
function bibtexName(name: string): string {
  const escaped = bibtexText(name);
  return /,|\band\b/i.test(name) ? `{${escaped}}` : escaped;
}

/** A BibTeX entry that cites a run by its permanent address. */
export function bibtex({ entry, ruleset, track }: RunView): string {
  const { title, submitters, date } = entry.result;
  const [year = "", month = "01"] = date.split("-");
  const fields = {
    title: bibtexText(title),
    author: submitters.map(({ name }) => bibtexName(name)).join(" and "),
    year,
    month: monthName(Number(month) - 1).toLowerCase(),
    howpublished: bibtexText(`${site.title}, ruleset ${ruleset.id}, track ${track.id}`),
    url: permanentUrl(`/runs/${entry.id}/`),
  };
  const lines = Object.entries(fields).map(([key, value]) => `  ${key} = {${value}},`);
  return `@misc{${entry.id},\n${lines.join("\n")}\n}\n`;
}
