/**
 * What keeps a drawing from being well-formed XML, or null: unbalanced tags, attributes without
 * quotes, bare ampersands or angle brackets in text, ids used twice.
 */
export function illFormed(markup: string): string | null {
  const open: string[] = [];
  const token = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
  const text = /(?:[^<>&]|&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);)+/iy;
  for (let at = 0; at < markup.length; ) {
    token.lastIndex = at;
    text.lastIndex = at;
    const tag = token.exec(markup);
    const words = tag ? null : text.exec(markup);
    if (!tag && !words) return `at ${at}: ${markup.slice(at, at + 60)}`;
    at += (tag ?? words)?.[0].length ?? 1;
    if (!tag) continue;
    const [, closing, name = "", , alone] = tag;
    if (closing && open.pop() !== name) return `</${name}> closes nothing`;
    if (!closing && !alone) open.push(name);
  }
  const ids = [...markup.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  if (new Set(ids).size < ids.length) return "an id is used twice";
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : null;
}

/** How many elements carry a class. */
export const countOf = (markup: string, className: string): number =>
  [...markup.matchAll(/class="([^"]*)"/g)].filter(([, names]) =>
    names?.split(" ").includes(className),
  ).length;
