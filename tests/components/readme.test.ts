import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_README, renderReadme } from "../../src/components/run/readme.ts";

const html = (text: string) => renderReadme(text).html;

/** Tags that markdown-it may write here; anything else came from the submitter. */
const ALLOWED =
  /^\/?(h[3-6]|p|ul|ol|li|em|strong|s|code|pre|blockquote|hr|br|a|div|table|thead|tbody|tr|th|td)$/;
const tagsOf = (markup: string) =>
  [...markup.matchAll(/<(\/?[a-z][a-z0-9]*)/gi)].map(([, tag]) => tag ?? "");

describe("the submitter's README", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "text <b onclick=alert(1)>bold</b>",
    "<svg onload=alert(1)>",
    "<!-- comment --><iframe src=//example.org></iframe>",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
  ])("shows raw HTML as text: %s", (text) => {
    expect(tagsOf(html(text)).filter((tag) => !ALLOWED.test(tag))).toEqual([]);
  });

  it.each([
    "![a](https://example.org/pixel.png)",
    "![a](javascript:alert(1))",
    "![a][1]\n\n[1]: https://example.org/pixel.png",
  ])("loads no image: %s", (text) => expect(html(text)).not.toMatch(/<img|src=/));

  it.each([
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html,x)",
    "[a](vbscript:x)",
    "[a](//example.org)",
    "[a](http://example.org)",
    "[a](/relative)",
    "[a](#anchor)",
    "[a]()",
    "<javascript:alert(1)>",
    "<http://example.org>",
    "[a][1]\n\n[1]: javascript:alert(1)",
  ])("makes no link of %s", (text) => expect(html(text)).not.toContain("href"));

  it("links to https alone, and vouches for nobody", () => {
    const found = html('[a](https://example.org/?q=1&r=2 "title") and <https://example.org>');
    expect(found.match(/<a href="https:\/\/example\.org[^"]*"[^>]*>/g)).toHaveLength(2);
    expect(found.match(/rel="nofollow ugc noopener"/g)).toHaveLength(2);
  });

  it("does not make links of bare addresses", () =>
    expect(html("see https://example.org")).not.toContain("<a"));

  it("puts headings below those of the page", () => {
    expect(html("# One\n\n## Two\n\n###### Six\n\n## Two")).toBe(
      "<h3>One</h3>\n<h4>Two</h4>\n<h5>Six</h5>\n<h4>Two</h4>\n",
    );
  });

  it("skips no level of headings, whatever the README does", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }), (levels) => {
        const text = levels.map((level) => `${"#".repeat(level)} x`).join("\n\n");
        const shown = [...html(text).matchAll(/<h(\d)>x<\/h\1>/g)].map(([, level]) =>
          Number(level),
        );
        expect(shown).toHaveLength(levels.length);
        expect(shown[0]).toBe(3);
        for (const [index, level] of shown.entries()) {
          expect(level - (shown[index - 1] ?? 2)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("lets tables and code scroll in their own box", () => {
    expect(html("|a|\n|-|\n|b|")).toMatch(
      /^<div class="ig-scroll"[^>]*><table>[\s\S]*<\/table><\/div>/,
    );
    expect(html("```\na\n```")).toBe('<pre tabindex="0"><code>a\n</code></pre>\n');
  });

  it("cuts a book, and says so", () => {
    expect(renderReadme("a".repeat(LONGEST_README + 1)).cut).toBe(true);
    expect(renderReadme("short").cut).toBe(false);
  });

  it("writes no tag or handler of a stranger, whatever the text", () => {
    const piece = fc.constantFrom(
      ..."<script> </p> <img src=x onerror=y> ![a]( ](javascript:x) [a]( ) ` ``` | \n \n\n # > * _ & \" ' \\".split(
        " ",
      ),
      "<a href=x onclick=y>",
      "https://example.org",
      "\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const found = html(pieces.join(""));
        expect(tagsOf(found).filter((tag) => !ALLOWED.test(tag))).toEqual([]);
        for (const [, address] of found.matchAll(/href="([^"]*)"/g)) {
          expect(address).toMatch(/^https:\/\//);
        }
      }),
    );
  });
});
