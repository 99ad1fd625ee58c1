import type * as Plot from "@observablehq/plot";
import { place, type Shape, shape } from "./shapes.ts";

/** A text at a place of the drawing, in the drawing's own units (not in data units). */
export type Note = {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
  readonly className: string;
  readonly fontSize?: number;
};

/** A straight line in the drawing's own units. */
export type Stroke = {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly className: string;
};

/** Lines and texts as shapes; the lines first, so that no text is crossed by one. */
export const noteShapes = (strokes: readonly Stroke[], notes: readonly Note[]): Shape[] => [
  ...strokes.map(({ className, x1, y1, x2, y2 }) =>
    shape("line", {
      class: className,
      x1: place(x1),
      y1: place(y1),
      x2: place(x2),
      y2: place(y2),
    }),
  ),
  ...notes.map(({ className, x, y, text, anchor, fontSize }) =>
    shape(
      "text",
      {
        class: className,
        x: place(x),
        y: place(y),
        "text-anchor": anchor,
        ...(fontSize === undefined ? {} : { "font-size": fontSize }),
      },
      text,
    ),
  ),
];

const SVG = "http://www.w3.org/2000/svg";

/** The same as a mark of Plot's. */
export function annotationMark(
  strokes: readonly Stroke[],
  notes: readonly Note[],
): Plot.RenderFunction {
  return (_index, _scales, _values, _dimensions, { document }) => {
    const element = ({ tag, attributes, children }: Shape): SVGElement => {
      const made = document.createElementNS(SVG, tag) as SVGElement;
      for (const [name, value] of Object.entries(attributes)) {
        made.setAttribute(name, String(value));
      }
      made.append(...children.map((child) => (typeof child === "string" ? child : element(child))));
      return made;
    };
    return element(shape("g", {}, ...noteShapes(strokes, notes)));
  };
}
