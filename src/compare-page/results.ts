import { element } from "../check-page/element.ts";
import {
  differingSettings,
  figures,
  letterOf,
  overlayOf,
  type Row,
  sharedMetrics,
} from "./comparison.ts";
import type { EntryCurves } from "./document.ts";
import { overlayFigure, scrolling } from "./figure.ts";
import type { Selection } from "./selection.ts";

const AXES = [
  ["clock", "Training clock"],
  ["samples", "Samples seen"],
] as const;

type Changed = (changed: Partial<Selection>) => void;

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

function choice(name: string, options: readonly (readonly [string, string])[], chosen: string) {
  const made = options.map(([value, text]) => element("option", { value }, text));
  const id = `compare-${name.toLowerCase()}`;
  const select = element("select", { id }, ...made);
  select.value = chosen;
  return { select, field: element("div", {}, element("label", { for: id }, name), select) };
}

/** The drawing, with choices of its metric and its axis above it. */
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
  const named = metrics.map(({ id, name }) => [id, name] as const);
  const metric = choice("Metric", named, first.id);
  const axis = choice("Against", AXES, selection.axis);
  const { figure, show } = overlayFigure(entries, runs);
  const chosen = () => ({
    metric: metrics.find(({ id }) => id === metric.select.value) ?? first,
    axis: axis.select.value === "samples" ? ("samples" as const) : ("clock" as const),
  });
  const draw = () => {
    const now = chosen();
    show(overlayOf(entries, now.metric, now.axis, "overlay"));
  };
  const form = element("form", {}, metric.field, axis.field);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const now = chosen();
    // The first metric is what an address without one means.
    changed({ metric: now.metric === metrics[0] ? null : now.metric.id, axis: now.axis });
    draw();
  });
  draw();
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
