import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type AxisSpec, type Margins, SMALL_FONT_SIZE } from "./projection.ts";
import { FONT_SIZE } from "./sizes.ts";

/**
 * The frame of a board's charts: axes, grid, title and description around Plot's marks, drawn at
 * build time as an SVG string without colours of its own. Classes carry the colours (charts.css), so
 * one drawing serves light, dark and print. What is drawn for every entry, or in a page, has a frame
 * without a library (plain-frame.ts): Plot and its document cost 2 ms a drawing.
 */

export type ChartFrame = {
  /** Unique on the page: title and description are tied to the drawing by it. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly margins: Margins;
  readonly title: string;
  readonly description: string;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly marks: readonly Plot.Markish[];
};

function axisMarks(frame: ChartFrame): Plot.Markish[] {
  const { x, y, margins, width, height } = frame;
  const name = { frameAnchor: "top-left", className: "ig-axis-name" } as const;
  return [
    Plot.gridY([...y.ticks], { className: "ig-grid", strokeOpacity: 1 }),
    Plot.ruleY([y.domain[0]], { className: "ig-baseline" }),
    // By `text`, not by `tickFormat`: Plot leaves out labels of a logarithmic axis otherwise.
    Plot.axisY([...y.ticks], {
      text: (value: number) => y.tickFormat(value),
      tickSize: 0,
      label: null,
      className: "ig-tick",
      fontSize: SMALL_FONT_SIZE,
    }),
    Plot.axisX([...x.ticks], {
      text: (value: number) => x.tickFormat(value),
      tickSize: 5,
      label: null,
      className: "ig-tick",
      fontSize: SMALL_FONT_SIZE,
    }),
    Plot.text([y.label], { ...name, text: [y.label], dx: -margins.left + 1, dy: -margins.top + 3 }),
    Plot.text([x.label], {
      text: [x.label],
      frameAnchor: "bottom-right",
      className: "ig-axis-name",
      dx: margins.right - 1,
      dy: margins.bottom - 3,
    }),
    // Keeps the frame's outer size part of the drawing even where there are no marks.
    Plot.frame({ stroke: "none", insetTop: 0, className: `ig-frame-${width}x${height}` }),
  ];
}

/** Replaces Plot's own style and roles by ours and puts title and description first. */
function dress(svg: Element, frame: ChartFrame): void {
  const document = svg.ownerDocument;
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const part of svg.querySelectorAll("[aria-label],[aria-hidden],[aria-description]")) {
    for (const name of ["aria-label", "aria-hidden", "aria-description"])
      part.removeAttribute(name);
  }
  for (const name of ["width", "height", "font-family"]) svg.removeAttribute(name);
  svg.setAttribute("class", "ig-chart");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", `${frame.id}-title`);
  svg.setAttribute("aria-describedby", `${frame.id}-desc`);
  const described = [
    ["title", frame.title],
    ["desc", frame.description],
  ] as const;
  for (const [tag, text] of described.toReversed()) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    element.setAttribute("id", `${frame.id}-${tag}`);
    element.textContent = text;
    svg.prepend(element);
  }
}

/** Coordinates with two decimals: smaller, and the same on every machine. */
export const roundCoordinates = (markup: string): string =>
  markup.replace(/<[^>]+>/g, (tag) =>
    tag.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (digits) => String(Number(Number(digits).toFixed(2)))),
  );

/** Draws a chart. The result is a self-contained `<svg role="img">`. */
export function drawChart(frame: ChartFrame): string {
  const { document } = parseHTML("<html></html>");
  const { margins } = frame;
  const svg = Plot.plot({
    document,
    width: frame.width,
    height: frame.height,
    marginTop: margins.top,
    marginRight: margins.right,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    style: { fontSize: `${FONT_SIZE}px` },
    x: { type: frame.x.type ?? "linear", domain: [...frame.x.domain], label: null },
    y: { type: frame.y.type ?? "linear", domain: [...frame.y.domain], label: null },
    marks: [...axisMarks(frame), ...frame.marks],
  });
  dress(svg, frame);
  return roundCoordinates(svg.outerHTML);
}
