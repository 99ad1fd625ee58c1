import type { Shape } from "../charts/shapes.ts";

type Attributes = Readonly<Record<string, string | number>>;

function filled<E extends Element>(
  made: E,
  attributes: Attributes,
  children: readonly (Node | string)[],
): E {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  // Strings become text nodes: nothing that a file says is ever read as markup.
  made.append(...children);
  return made;
}

/** An HTML element with attributes and children. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => filled(document.createElement(tag), attributes, children);

/** The same for SVG. */
export const svg = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** The elements of a drawing. */
export function drawn({ tag, attributes, children }: Shape): SVGElement {
  const inside = children.map((child) => (typeof child === "string" ? child : drawn(child)));
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, inside);
}

/** Text in which backticks mark code. */
export const worded = (text: string): (Node | string)[] =>
  text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));
