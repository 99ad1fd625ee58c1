import { type Overlay, overlayShape } from "../charts/overlay.ts";
import { drawn, element } from "../check-page/element.ts";
import {
  differingSettings,
  figures,
  letterOf,
  overlayOf,
  pointRows,
  type Row,
  sharedMetrics,
} from "./comparison.ts";
import type { EntryCurves } from "./document.ts";
import { CAPTION } from "./key.ts";
import type { Selection } from "./selection.ts";

/** Rows of the table behind a drawing; the files of the entries have all. */
const MOST_ROWS = 200;

type Changed = (changed: Partial<Selection>) => void;

/** A box that a wide table scrolls in, reachable by keyboard. */
const scrolling = (label: string, table: HTMLElement) =>
  element("div", { class: "ig-scroll", role: "region", "aria-label": label, tabindex: 0 }, table);

function table(label: string, entries: readonly EntryCurves[], rows: readonly Row[], runs: string) {
  const heads = entries.map(({ id, title }, index) => {
    const link = element("a", { href: `${runs}${id}/` }, title);
    return element("th", { scope: "col" }, `${letterOf(index)}: `, link);
  });
  const lines = rows.map(({ group, name, values }) => {
    const head = element("th", { scope: "row" }, group === "" ? name : `${group}: ${name}`);
    return element("tr", {}, head, ...values.map((value) => element("td", {}, value ?? "–")));
  });
  const made = element(
    "table",
    { class: "ig-compared" },
    element("thead", {}, element("tr", {}, element("td"), ...heads)),
    element("tbody", {}, ...lines),
  );
  return scrolling(label, made);
}

/** The values behind the drawing, and where all of them are. */
function dataBehind(overlay: Overlay, entries: readonly EntryCurves[], runs: string): HTMLElement {
  const rows = pointRows(overlay);
  const shown = rows.slice(0, MOST_ROWS);
  const along = overlay.axis === "clock" ? "Clock" : "Samples seen";
  const heads = ["Entry", "Seed", along, overlay.metric].map((name) =>
    element("th", { scope: "col" }, name),
  );
  const lines = shown.map((row) =>
    element("tr", {}, ...row.map((cell) => element("td", { class: "number" }, cell))),
  );
  const made = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...lines),
  );
  const files = entries.flatMap(({ id }, index) => [
    index === 0 ? "" : ", ",
    element(
      "a",
      { href: `${runs}${id}/data/evaluations.csv`, download: "" },
      `${letterOf(index)} as CSV`,
    ),
  ]);
  const cut =
    shown.length < rows.length ? `The first ${shown.length} of ${rows.length} rows. ` : "";
  return element(
    "details",
    { class: "ig-data" },
    element("summary", {}, "Data of the drawing"),
    scrolling("Data of the drawing", made),
    element("p", {}, cut, "Everything: ", ...files),
  );
}

function choice(name: string, options: readonly (readonly [string, string])[], chosen: string) {
  const made = options.map(([value, text]) => element("option", { value }, text));
  const id = `compare-${name.toLowerCase()}`;
  const select = element("select", { id }, ...made);
  select.value = chosen;
  return { select, field: element("div", {}, element("label", { for: id }, name), select) };
}

/** Draws again whenever the room for it changes, so that its text is never scaled. */
function fitted(figure: HTMLElement, draw: (width: number) => void): void {
  let width = 0;
  new ResizeObserver(() => {
    const room = Math.round(Math.min(1140, Math.max(320, figure.clientWidth)));
    if (room === width) return;
    width = room;
    draw(width);
  }).observe(figure);
}

/** Chooses metric and axis, and draws. */
function chart(
  entries: readonly EntryCurves[],
  selection: Selection,
  runs: string,
  changed: Changed,
): HTMLElement[] {
  const metrics = sharedMetrics(entries);
  const first = metrics.find(({ id }) => id === selection.metric) ?? metrics[0];
  if (!first)
    return [element("p", {}, "No metric stands in the logs of all, so nothing is drawn.")];
  const axes = [
    ["clock", "Training clock"],
    ["samples", "Samples seen"],
  ] as const;
  const metric = choice(
    "Metric",
    metrics.map(({ id, name }) => [id, name] as const),
    first.id,
  );
  const axis = choice("Against", axes, selection.axis);
  const caption = element("span", { class: "ig-figure-title" });
  const drawing = element("div");
  const data = element("div");
  const figure = element(
    "figure",
    { class: "ig-figure" },
    element("figcaption", {}, caption, CAPTION),
    drawing,
    data,
  );
  const overlay = () => {
    const along = axis.select.value === "samples" ? "samples" : "clock";
    const picked = metrics.find(({ id }) => id === metric.select.value) ?? first;
    return overlayOf(entries, picked, along, "overlay");
  };
  const draw = (width: number) => {
    const made = overlayShape(overlay(), width);
    drawing.replaceChildren(
      made ? drawn(made) : element("p", {}, "Nothing was logged along this axis."),
    );
  };
  const again = () => {
    const now = overlay();
    caption.textContent = now.title;
    data.replaceChildren(dataBehind(now, entries, runs));
    if (figure.clientWidth > 0) draw(Math.min(1140, Math.max(320, figure.clientWidth)));
  };
  for (const { select } of [metric, axis]) {
    select.addEventListener("change", () => {
      changed({
        metric: metric.select.value === metrics[0]?.id ? null : metric.select.value,
        axis: axis.select.value === "samples" ? "samples" : "clock",
      });
      again();
    });
  }
  again();
  fitted(figure, draw);
  const form = element("form", {}, metric.field, axis.field);
  form.addEventListener("submit", (event) => event.preventDefault());
  return [form, figure];
}

/** Shows two or more entries over each other, below what the box holds already. */
export function showResults(
  box: HTMLElement,
  entries: readonly EntryCurves[],
  selection: Selection,
  runs: string,
  changed: Changed,
): void {
  const differences = differingSettings(entries);
  box.append(
    ...chart(entries, selection, runs, changed),
    element("h2", {}, "Settings that differ"),
    differences.length === 0
      ? element("p", {}, "No setting of their configurations differs.")
      : table("Settings that differ", entries, differences, runs),
    element("h2", {}, "Figures"),
    table("Figures", entries, figures(entries), runs),
  );
}
