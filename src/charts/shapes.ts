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
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (found) => ENTITIES[found] ?? found);

/** A drawing as markup. All texts and values are escaped: they may come from strangers. */
export function markup({ tag, attributes, children }: Shape): string {
  const written = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${escaped(String(value))}"`,
  );
  const inside = children.map((child) =>
    typeof child === "string" ? escaped(child) : markup(child),
  );
  return `<${tag}${written.join("")}>${inside.join("")}</${tag}>`;
}

/** A coordinate to the tenth of a pixel: finer than any line, and a page is lighter without more. */
export const place = (value: number): number => Number(value.toFixed(1));
