import { type TextStyle, widthOf } from "./typeface.ts";

const ELLIPSIS = "…";

/** A text cut so that it fits a width, with an ellipsis where something was cut. Unit: pixels. */
export function fitted(text: string, style: TextStyle, room: number): string {
  if (widthOf(text, style) <= room) return text;
  const signs = [...text];
  let [low, high] = [0, signs.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const cut = signs.slice(0, middle).join("").trimEnd() + ELLIPSIS;
    if (widthOf(cut, style) <= room) low = middle;
    else high = middle - 1;
  }
  return signs.slice(0, low).join("").trimEnd() + ELLIPSIS;
}

/** A text in at most so many lines, broken between words; the last line is cut where it must be. */
export function wrapped(text: string, style: TextStyle, room: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text.split(" ");
  while (rest.length > 0 && lines.length < most - 1) {
    let taken = 1;
    while (taken < rest.length && widthOf(rest.slice(0, taken + 1).join(" "), style) <= room) {
      taken += 1;
    }
    lines.push(fitted(rest.slice(0, taken).join(" "), style, room));
    rest = rest.slice(taken);
  }
  return rest.length === 0 ? lines : [...lines, fitted(rest.join(" "), style, room)];
}
