import { untrustedMarkdown } from "../markdown/untrusted.ts";

/** Longer ones are cut: no page should carry a book, and parsing must stay quick. */
export const LONGEST_README = 60_000;

/** The README stands below a heading of level 2. */
const render = untrustedMarkdown(2);

/** Renders a README; `cut` tells that its end is left out. */
export function renderReadme(text: string): { readonly html: string; readonly cut: boolean } {
  const cut = text.length > LONGEST_README;
  return { html: render(cut ? text.slice(0, LONGEST_README) : text), cut };
}
