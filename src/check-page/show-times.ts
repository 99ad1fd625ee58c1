import { seriesStyle } from "../charts/series.ts";
import { compact, percent, seconds } from "../components/numbers.ts";
import { printable } from "../findings/render/printable.ts";
import type { Outcome } from "./conversation.ts";
import { drawCurves } from "./draw-curves.ts";
import { element } from "./element.ts";

const time = (value: number | null) => (value === null ? "never" : seconds(value));
const samples = (value: number | null) => (value === null ? "–" : compact(value));

function row(tag: "td" | "th", cells: readonly (Node | string)[]): HTMLElement {
  return element(
    "tr",
    {},
    ...cells.map((cell, index) =>
      index === 0
        ? element("th", { scope: tag === "th" ? "col" : "row" }, cell)
        : element(tag, { class: "number", ...(tag === "th" ? { scope: "col" } : {}) }, cell),
    ),
  );
}

/** The name of a run, with the colour and the dash of its curve. */
function runName(index: number, seed: number | null): HTMLElement {
  const { className } = seriesStyle(index);
  const swatch = element("span", { class: `swatch ${className}`, "aria-hidden": "true" });
  return element("span", {}, swatch, `seed ${seed ?? "?"}`);
}

function table({ derived, record }: Outcome, runPages: string): HTMLElement {
  const runs = derived.runs.map((run, index) => [
    runName(index, run.seed),
    time(run.time_to_target_seconds),
    samples(run.samples_to_target),
    run.line === null ? "–" : `${printable(run.log ?? "")}:${run.line}`,
  ]);
  const mean = [
    "mean",
    time(derived.time_to_target_seconds),
    samples(derived.samples_to_target),
    "",
  ];
  const held = record && [
    element(
      "span",
      {},
      element("span", { class: "swatch ig-s6 dotted", "aria-hidden": "true" }),
      "record: ",
      element("a", { href: `${runPages}${record.submission}/` }, printable(record.title)),
    ),
    time(record.time_to_target_seconds),
    samples(record.samples_to_target),
    "",
  ];
  return element(
    "div",
    { class: "ig-scroll", tabindex: 0, role: "group", "aria-label": "Times to target" },
    element(
      "table",
      {},
      element("thead", {}, row("th", ["Run", "Time to target", "Samples", "Stops at"])),
      element(
        "tbody",
        {},
        ...[...runs, mean, ...(held ? [held] : [])].map((cells) => row("td", cells)),
      ),
    ),
  );
}

/** The mean beside the record, in a sentence. */
function comparison({ id, derived, record }: Outcome): string {
  const own = derived.time_to_target_seconds;
  if (own === null) return "A run that never reaches the target leaves the entry without a time.";
  if (record === null) return "There is no record to compare with yet.";
  const share = 1 - own / record.time_to_target_seconds;
  if (record.submission === id) return "This entry holds the current record.";
  if (share === 0) return "Exactly the time of the current record.";
  return `${percent(Math.abs(share))} ${share > 0 ? "faster" : "slower"} than the current record.`;
}

/** What the logs show: times, samples and curves, whatever result.json claims. */
export function timesSection(outcome: Outcome, runPages: string, room: number): HTMLElement[] {
  const { derived, curves, record } = outcome;
  if (derived.runs.length === 0 || curves === null) return [];
  const shown = [
    element("h2", {}, "What the logs show"),
    element("p", {}, comparison(outcome)),
    table(outcome, runPages),
  ];
  const drawing = { ...curves, record: record?.series ?? [] };
  if (drawing.series.every(({ points }) => points.length === 0)) return shown;
  const label = `${curves.metric} of each run along the training clock, with the target and the current record. The table above has the times.`;
  const caption =
    "A ring where target and guards first hold together; hollow marks: a guard fails." +
    (drawing.record.length > 0 ? " Dotted: the current record." : "");
  return [
    ...shown,
    element(
      "figure",
      { class: "ig-figure" },
      element(
        "figcaption",
        {},
        element("span", { class: "ig-figure-title" }, `${curves.metric} against training clock`),
        caption,
      ),
      drawCurves(drawing, Math.min(900, Math.max(300, room)), label),
    ),
  ];
}
