import type { Finding } from "../findings/finding.ts";
import { printable } from "../findings/render/printable.ts";
import { placeOf } from "../findings/render/text.ts";
import type { LineOfFile } from "./conversation.ts";
import { element, worded } from "./element.ts";

/** Asks for the lines around a finding. */
export type AskLines = (one: Finding) => Promise<readonly LineOfFile[]>;

/** More than anybody mends in one go; the rest comes when these are gone. */
const MOST_SHOWN = 200;

function linesView(lines: readonly LineOfFile[], at: number | null): HTMLElement {
  if (lines.length === 0)
    return element(
      "p",
      { class: "ig-note" },
      "This line cannot be shown: the file changed, or ends before it.",
    );
  const rows = lines.map(({ number, text }) => {
    const here = number === at;
    const mark = here ? element("span", { class: "ig-visually-hidden" }, "here: ") : "";
    return element(
      "span",
      { class: here ? "line here" : "line" },
      element("span", { class: "number" }, String(number).padStart(5)),
      mark,
      `${text}\n`,
    );
  });
  return element("pre", { tabindex: 0, "aria-label": `Lines around line ${at}` }, ...rows);
}

/** The file at the line of a finding, read when it is asked for. */
function fileView(one: Finding, ask: AskLines): HTMLElement {
  const view = element(
    "details",
    { class: "file-view" },
    element("summary", {}, `Show line ${one.line} of ${printable(one.file)}`),
  );
  view.addEventListener(
    "toggle",
    async () => {
      const waiting = element("p", { class: "ig-note" }, "Reading the file …");
      view.append(waiting);
      waiting.replaceWith(linesView(await ask(one), one.line));
    },
    { once: true },
  );
  return view;
}

function findingItem(one: Finding, checks: string, ask: AskLines | null): HTMLElement {
  const line = (name: string, text: string) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, ...worded(printable(text))));
  return element(
    "li",
    { class: "finding" },
    element(
      "p",
      { class: "head" },
      element("span", { class: "place" }, printable(placeOf(one))),
      element("span", { class: `severity ${one.severity}` }, one.severity),
      element("a", { class: "code", href: `${checks}${one.code}/` }, one.code),
    ),
    element("p", { class: "message" }, ...worded(printable(one.message))),
    element(
      "dl",
      {},
      ...(one.expected === null ? [] : [line("expected", one.expected)]),
      ...(one.found === null ? [] : [line("found", one.found)]),
      line("fix", one.fix),
    ),
    ...(ask === null || one.line === null ? [] : [fileView(one, ask)]),
  );
}

/** Every finding as the terminal tells it. `asks` says which files can be looked into. */
export function findingList(
  findings: readonly Finding[],
  checks: string,
  asks: (file: string) => AskLines | null,
): HTMLElement[] {
  const shown = findings.slice(0, MOST_SHOWN);
  const items = shown.map((one) => findingItem(one, checks, asks(one.file)));
  const left = findings.length - shown.length;
  return [
    element("ul", { class: "findings", role: "list" }, ...items),
    ...(left > 0 ? [element("p", { class: "ig-note" }, `And ${left} more.`)] : []),
  ];
}
