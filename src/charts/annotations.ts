import type * as Plot from "@observablehq/plot";

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

const SVG = "http://www.w3.org/2000/svg";

/** A mark that draws notes and strokes where they are told to stand. */
export function annotationMark(
  strokes: readonly Stroke[],
  notes: readonly Note[],
): Plot.RenderFunction {
  return (_index, _scales, _values, _dimensions, context) => {
    const { document } = context;
    const group = document.createElementNS(SVG, "g");
    for (const stroke of strokes) {
      const line = document.createElementNS(SVG, "line");
      for (const name of ["x1", "y1", "x2", "y2"] as const) {
        line.setAttribute(name, stroke[name].toFixed(2));
      }
      line.setAttribute("class", stroke.className);
      line.setAttribute("stroke", "currentColor");
      group.append(line);
    }
    for (const note of notes) {
      const text = document.createElementNS(SVG, "text");
      text.setAttribute("x", note.x.toFixed(2));
      text.setAttribute("y", note.y.toFixed(2));
      text.setAttribute("text-anchor", note.anchor);
      text.setAttribute("class", note.className);
      if (note.fontSize !== undefined) text.setAttribute("font-size", String(note.fontSize));
      text.textContent = note.text;
      group.append(text);
    }
    return group;
  };
}
