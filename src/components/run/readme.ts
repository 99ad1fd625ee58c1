import MarkdownIt from "markdown-it";

/** Longer ones are cut: no page should carry a book, and parsing must stay quick. */
export const LONGEST_README = 60_000;

/** Level of the heading of the section that the README stands in; its own begin below. */
const SECTION_LEVEL = 2;

/**
 * The submitter's README as HTML that cannot act: no raw HTML, no images, links to https only. The
 * page sets the result as markup, so nothing may come out of here that markdown-it did not write.
 */
const markdown = new MarkdownIt("default", { html: false, linkify: false, typographer: false });
markdown.disable(["image"]);
const mayLinkTo = (address: string) => /^https:\/\/[^\s"'<>\\]+$/i.test(address);
markdown.validateLink = mayLinkTo;

const { rules } = markdown.renderer;

rules.link_open = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  // markdown-it does not ask validateLink about an empty address, which leads to this very page.
  if (token && !mayLinkTo(String(token.attrGet("href") ?? ""))) token.attrs = null;
  token?.attrSet("rel", "nofollow ugc noopener");
  return self.renderToken(tokens, index, options);
};

// Headings by their depth below each other: whatever levels a README uses, the page skips none.
markdown.core.ruler.push("headings-below-section", ({ tokens }) => {
  const above: string[] = [];
  tokens.forEach((token, index) => {
    if (token.type !== "heading_open") return;
    while ((above.at(-1) ?? "") >= token.tag) above.pop();
    above.push(token.tag);
    token.tag = `h${Math.min(6, SECTION_LEVEL + above.length)}`;
    const close = tokens[index + 2];
    if (close?.type === "heading_close") close.tag = token.tag;
  });
});

// Wide content scrolls in its own box and can be reached by keyboard, like everywhere on the site.
rules.table_open = () =>
  '<div class="ig-scroll" role="region" aria-label="Table" tabindex="0"><table>\n';
rules.table_close = () => "</table></div>\n";
const block = (text: string) =>
  `<pre tabindex="0"><code>${markdown.utils.escapeHtml(text)}</code></pre>\n`;
rules.fence = (tokens, index) => block(tokens[index]?.content ?? "");
rules.code_block = (tokens, index) => block(tokens[index]?.content ?? "");

/** Renders a README; `cut` tells that its end is left out. */
export function renderReadme(text: string): { readonly html: string; readonly cut: boolean } {
  const cut = text.length > LONGEST_README;
  return { html: markdown.render(cut ? text.slice(0, LONGEST_README) : text), cut };
}
