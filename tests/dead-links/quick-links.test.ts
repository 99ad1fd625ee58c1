import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageLinks } from "../../src/dead-links/page-links.ts";
import { quickLinks } from "../../src/dead-links/quick-links.ts";

/** What pages are made of, and what they should not be made of. */
const piece = fc.constantFrom(
  "<!doctype html>",
  "<!-- a comment with <a href='/x/'> -->",
  "<!--> <a href=/x/> -->",
  "<!-- -- <p id=x> --!><p id=y>-->",
  "<!ELEMENT a>",
  "<![CDATA[<a id='c'>]]>",
  "<?php <a href='x'> ?>",
  '<a href="/runs/x/">',
  '<a href="/a?b=1&amp;c=2#d">',
  '<a href="/a?b=1&copy=2&lt;">',
  '<a href="/a&ampamp;b">',
  "<a href=/unquoted/>",
  "<a href='/single/'>",
  "<A HREF='/upper/' ID=x>",
  '<a Href="/mixed/" href="/second/">',
  '<a rel="nofollow ugc" href="/visitor/">',
  '<a rel="ugc" id="kept" href="/visitor/" data-x>',
  '<img src="/a.png" alt="1 > 0 <b id=no>" />',
  '<svg viewBox="0 0 1 1" id="drawing">',
  '<path class="x" d="M0,0L1,1"/>',
  '<title>A &lt;title&gt; <a href="/in-title/"></title>',
  "<title></title >",
  '<script>if (a < b) document.write("<a href=/x/>")</script>',
  '<script><!-- "<script>" </script><p id="p"> --></script>',
  '<script src="/a.js"></script\n>',
  '<script type="application/json">"</scripty id="s">"</script>',
  '<style>a > b { content: "<i id=x>" }</style>',
  '<textarea><a href="/in-text/"></textarea>',
  "<textarea>",
  "<xmp><a id=x></xmp>",
  "<scripture id='s'>",
  '<p id="">',
  '<p id="läufe &amp; so">',
  '<p id="a" id="b">',
  '<p  \n id = "spaced" >',
  '<p title="an id=x href=y" id=z>',
  "<p id>",
  "<p/id='x'>",
  '<form action="/send/"><video poster="/p.png" src="/v.mp4">',
  "</p>",
  "</p junk>",
  "</ p>",
  "<",
  "< p>",
  "<3 &lt;<b>",
  "a & b &amp <i>",
  "text > text",
  '"',
  "'",
  "-->",
);
const page = fc.array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string()), { maxLength: 12 });

describe("the quick look", () => {
  test("says what the parser says, or nothing", () => {
    fc.assert(
      fc.property(page, (pieces) => {
        const html = pieces.join("");
        const quick = quickLinks(html);
        if (quick !== null) expect(quick).toEqual(pageLinks(html));
      }),
      { numRuns: 5000 },
    );
  });

  test("says what the parser says of a page that was cut or changed anywhere", () => {
    const html =
      '<!doctype html><html lang="en"><head><title>a &amp; b</title><script>1 < 2</script></head>' +
      '<body id="top"><!-- no --><a href="/x/?a=1&amp;b=2" rel="ugc">x</a><img src="/y.png"/></body>';
    fc.assert(
      fc.property(
        fc.nat(html.length),
        fc.nat(4),
        fc.constantFrom("", "<", ">", '"', "'", "/", "!", "-", "&", " ", "=", "s"),
        (at, gone, put) => {
          const changed = html.slice(0, at) + put + html.slice(at + gone);
          const quick = quickLinks(changed);
          if (quick !== null) expect(quick).toEqual(pageLinks(changed));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test.each([
    '<!doctype html><html><head><title>A &lt;b&gt;</title></head><body id="top"></body></html>',
    '<a href="/a/?b=1&amp;c=2#d" class="x">y</a><img src="/a.png" alt="1 > 0" />',
    '<script type="module" src="/x.js"></script><style>a > b {}</style><!-- no <a> -->',
    '<svg viewBox="0 0 1 1" id="x"><title>t</title><path d="M0,0"></path></svg>',
  ])("is enough for what our pages are written in: %s", (html) => {
    expect(quickLinks(html)).toEqual(pageLinks(html));
  });
});
