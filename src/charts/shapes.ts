/** Drawings as plain values: the build writes them as markup, a page makes elements of them. */
export type Shape = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
};

export const shape = (
  tag: string,
  attributes: Shape["attributes"] = {},
  ...children: (Shape | string)[]
): Shape => ({ tag, attributes, children });

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const SPECIAL = /[&<>"]/;
/** Most texts have nothing to escape, and looking is quicker than replacing nothing. */
const escaped = (text: string) =>
  SPECIAL.test(text) ? text.replaceAll(/[&<>"]/g, (found) => ENTITIES[found] ?? found) : text;

/** A drawing as markup. All texts and values are escaped: they may come from strangers. */
export function markup({ tag, attributes, children }: Shape): string {
  // Added to, not joined: an entry's page has two thousand of these.
  let written = `<${tag}`;
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    written += ` ${name}="${typeof value === "string" ? escaped(value) : value}"`;
  }
  written += ">";
  for (const child of children) {
    written += typeof child === "string" ? escaped(child) : markup(child);
  }
  return `${written}</${tag}>`;
}

/** So near to the middle of two tenths, multiplying may have rounded across it. */
const NEAR = 1e-6;
/** Below it, ten times a number is still exact to much more than that. */
const EXACT = 1e6;

/** A coordinate to the tenth of a pixel: finer than any line, and a page is lighter without more. */
export function place(value: number): number {
  const tenths = value * 10;
  const rounded = Math.round(tenths);
  const isClear = Math.abs(Math.abs(tenths - rounded) - 0.5) > NEAR && Math.abs(value) < EXACT;
  return isClear ? rounded / 10 : Number(value.toFixed(1));
}
