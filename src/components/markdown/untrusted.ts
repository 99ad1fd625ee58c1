import MarkdownIt from "markdown-it";

const mayLinkTo = (address: string) => /^https:\/\/[^\s"'<>\\]+$/i.test(address);

/**
 * Turns somebody's Markdown into HTML that cannot act: no raw HTML, no images, links to https only.
 * Pages set the result as markup, so nothing may come out of here that markdown-it did not write.
 * Headings begin below `level`, the heading of the section that the text stands in.
 */
export function untrustedMarkdown(
  level: number,
  options: { readonly linkAddresses?: boolean } = {},
): (text: string) => string {
  const linkify = options.linkAddresses ?? false;
  const markdown = new MarkdownIt("default", { html: false, linkify, typographer: false });
  // Only what begins with https:// is an address; "example.org" stays a word.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.disable(["image"]);
  markdown.validateLink = mayLinkTo;
  const { rules } = markdown.renderer;

  rules.link_open = (tokens, index, settings, _env, self) => {
    const token = tokens[index];
    // markdown-it does not ask validateLink about an empty address, which leads to this very page.
    if (token && !mayLinkTo(String(token.attrGet("href") ?? ""))) token.attrs = null;
    token?.attrSet("rel", "nofollow ugc noopener");
    return self.renderToken(tokens, index, settings);
  };

  // Headings by their depth below each other: whatever levels a text uses, the page skips none.
  markdown.core.ruler.push("headings-below-section", ({ tokens }) => {
    const above: string[] = [];
    tokens.forEach((token, index) => {
      if (token.type !== "heading_open") return;
      while ((above.at(-1) ?? "") >= token.tag) above.pop();
      above.push(token.tag);
      token.tag = `h${Math.min(6, level + above.length)}`;
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
  return (text) => markdown.render(text);
}
