import { type Overlay, overlayShape } from "../charts/overlay.ts";
import { drawn, element } from "../check-page/element.ts";
import { letterOf, pointRows } from "./comparison.ts";
import type { EntryCurves } from "./document.ts";
import { CAPTION } from "./key.ts";

/** Rows of the table behind a drawing; the files of the entries have all. */
const MOST_ROWS = 200;

/** Widths in pixels between which a drawing keeps its text at its own size. */
const NARROWEST = 320;
const WIDEST = 1140;

/** A box that a wide table scrolls in, reachable by keyboard. */
export const scrolling = (label: string, table: HTMLElement) =>
  element("div", { class: "ig-scroll", role: "region", "aria-label": label, tabindex: 0 }, table);

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

/** A figure that draws what it is shown, again whenever the room for it changes. */
export function overlayFigure(entries: readonly EntryCurves[], runs: string) {
  const caption = element("span", { class: "ig-figure-title" });
  const drawing = element("div");
  const data = element("div");
  const captions = element("figcaption", {}, caption, CAPTION);
  const figure = element("figure", { class: "ig-figure" }, captions, drawing, data);
  let shown: Overlay | undefined;
  let width = 0;
  const draw = () => {
    if (shown === undefined || width === 0) return;
    const made = overlayShape(shown, width);
    const nothing = element("p", {}, "Nothing was logged along this axis.");
    drawing.replaceChildren(made ? drawn(made) : nothing);
  };
  new ResizeObserver(() => {
    const room = Math.round(Math.min(WIDEST, Math.max(NARROWEST, figure.clientWidth)));
    if (room === width) return;
    width = room;
    draw();
  }).observe(figure);
  const show = (overlay: Overlay) => {
    shown = overlay;
    caption.textContent = overlay.title;
    data.replaceChildren(dataBehind(overlay, entries, runs));
    draw();
  };
  return { figure, show };
}
