import type { SeriesStyle } from "./series.ts";
import { place, type Shape, shape } from "./shapes.ts";

const STROKES = {
  times: [
    [-1, -1, 1, 1],
    [1, -1, -1, 1],
  ],
  star: [
    [0, -1.2, 0, 1.2],
    [-1, -0.6, 1, 0.6],
    [1, -0.6, -1, 0.6],
  ],
} as const;

/** The outline of a marker around a point. Cross and star have no inside: they are lines. */
function outline(
  symbol: Exclude<SeriesStyle["symbol"], "circle">,
  x: number,
  y: number,
  r: number,
) {
  const at = (dx: number, dy: number) => `${place(x + dx * r)},${place(y + dy * r)}`;
  switch (symbol) {
    case "square":
      return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}Z`;
    case "triangle":
      return `M${at(0, -1.2)}L${at(1.1, 0.8)}L${at(-1.1, 0.8)}Z`;
    case "diamond":
      return `M${at(0, -1.4)}L${at(1.1, 0)}L${at(0, 1.4)}L${at(-1.1, 0)}Z`;
    default:
      return STROKES[symbol].map(([a, b, c, d]) => `M${at(a, b)}L${at(c, d)}`).join("");
  }
}

/** The marker of a series at a point; also in the key beside a chart. */
export function marker(
  style: Pick<SeriesStyle, "className" | "symbol">,
  x: number,
  y: number,
  r: number,
  solid = true,
): Shape {
  const { className, symbol } = style;
  const lines = symbol === "times" || symbol === "star";
  const kind = solid && !lines ? "ig-point" : lines ? "ig-curve" : "ig-hollow";
  const attributes = { class: `${kind} ${className}`, "stroke-width": lines ? 1.5 : 1.2 };
  return symbol === "circle"
    ? shape("circle", { ...attributes, cx: place(x), cy: place(y), r })
    : shape("path", { ...attributes, d: outline(symbol, x, y, r) });
}
