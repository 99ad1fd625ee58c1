import { given } from "../components/numbers.ts";
import { type Drawn, type Projection, SMALL_FONT_SIZE } from "./projection.ts";
import { place, type Shape, shape } from "./shapes.ts";

/**
 * The frame of charts that a page draws itself, and of those that every entry has: as shapes, without
 * a library, in a tenth of a millisecond.
 */
export type Titled = {
  /** Unique on the page: title and description are tied to the drawing by it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
};

/** A drawing with its title and description for screen readers. */
export const chartShape = (
  { id, title, description }: Titled,
  { width, height }: Pick<Drawn, "width" | "height">,
  children: readonly Shape[],
): Shape =>
  shape(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "ig-chart",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-desc`,
    },
    shape("title", { id: `${id}-title` }, title),
    shape("desc", { id: `${id}-desc` }, description),
    ...children,
  );

/** Where data stands: the drawing without its margins. */
export const plotArea = ({ width, height, margins }: Drawn) => ({
  left: margins.left,
  right: width - margins.right,
  top: margins.top,
  bottom: height - margins.bottom,
});

/** Axes and grid. */
export function frameShapes({ x, y, width, height, margins }: Drawn, at: Projection): Shape[] {
  const bottom = height - margins.bottom;
  const right = width - margins.right;
  const across = (value: number) => ({ x1: margins.left, x2: right, y1: value, y2: value });
  const tick = { class: "ig-tick", "font-size": SMALL_FONT_SIZE };
  return [
    ...y.ticks.flatMap((value) => {
      const level = place(at.y(value));
      const side = { x: margins.left - 6, y: level + 4, "text-anchor": "end" };
      return [
        shape("line", { class: "ig-grid", ...across(level) }),
        shape("text", { ...tick, ...side }, y.tickFormat(value)),
      ];
    }),
    shape("line", { class: "ig-baseline", ...across(bottom) }),
    ...x.ticks.map((value) => {
      const below = { x: place(at.x(value)), y: bottom + 18, "text-anchor": "middle" };
      return shape("text", { ...tick, ...below }, x.tickFormat(value));
    }),
    shape("text", { class: "ig-axis-name", x: 1, y: 14 }, y.label),
    shape(
      "text",
      { class: "ig-axis-name", x: right, y: height - 6, "text-anchor": "end" },
      x.label,
    ),
  ];
}

export type TargetLine = {
  readonly value: number;
  readonly direction: "min" | "max";
  readonly provisional?: boolean;
  /** What the bound is for the track. */
  readonly role?: "target" | "guard";
};

/** The target across a chart, with its value in words. */
export function targetShapes(
  { value, direction, provisional = false, role = "target" }: TargetLine,
  { margins, width }: Drawn,
  at: Projection,
): Shape[] {
  const y = place(at.y(value));
  const words = `${role} ${direction === "min" ? "≤" : "≥"} ${given(value)}`;
  const line = { x1: margins.left, x2: width - margins.right, y1: y, y2: y };
  const beside = { x: margins.left + 6, y: y + (direction === "min" ? 15 : -7) };
  return [
    shape("line", { class: "ig-target", "stroke-dasharray": "5 4", "stroke-width": 1.4, ...line }),
    shape(
      "text",
      { class: "ig-target-label", ...beside },
      provisional ? `${words} (provisional)` : words,
    ),
  ];
}

/** A curve through points in the drawing's own units. */
export const pathThrough = (points: readonly { readonly x: number; readonly y: number }[]) =>
  points.map(({ x, y }, index) => `${index ? "L" : "M"}${place(x)},${place(y)}`).join("");
