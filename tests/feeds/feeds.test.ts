import fc from "fast-check";
import { parseDocument } from "htmlparser2";
import { expect, test } from "vitest";
import { atomFeed, FEED_ITEMS, type FeedItem, feedItems } from "../../src/feeds/atom.ts";
import { badge, badgeWords } from "../../src/feeds/badge.ts";
import { llmsText } from "../../src/feeds/llms.ts";
import { escapeXml } from "../../src/feeds/xml.ts";
import { caseLaw } from "../../src/registry/case-law.ts";
import { illFormed } from "../charts/well-formed.ts";
import { registry, tree } from "../components/mini-site.ts";

/** XML without its declaration, which the test for well-formed markup does not know. */
const body = (xml: string) => xml.replace(/^<\?xml[^>]*\?>\n/, "").trim();
const hostile = `"]]></title><script>alert(1)</script>&\u0000\u001b\ud800`;

test("the feed holds records and rulings, the newest first, and is well-formed", () => {
  const items = feedItems(registry, caseLaw(tree.entries));
  expect(items.length).toBeGreaterThan(registry.records.length);
  expect(items.map(({ at }) => at)).toEqual(
    items
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  );
  const xml = atomFeed(items);
  expect(illFormed(body(xml).replace(' xmlns="http://www.w3.org/2005/Atom"', ""))).toBeNull();
  const ids = [...xml.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(xml).toContain(`<updated>${items[0]?.at}</updated>`);
  expect(atomFeed([])).toContain("<updated>2026-01-16T00:00:00Z</updated>");
});

test("the feed does not grow without end", () => {
  const [one] = registry.records;
  if (!one) throw new Error("there is a record");
  const many = Array.from({ length: 500 }, (_, index) => ({
    ...one,
    submission: `entry-${index}`,
  }));
  expect(feedItems({ ...registry, records: many }, [])).toHaveLength(FEED_ITEMS);
});

test("whatever a text says, it stays text", () => {
  const item: FeedItem = {
    path: "/runs/x/",
    key: "k",
    title: hostile,
    text: hostile,
    at: "2026-01-01T00:00:00Z",
    authors: [hostile],
  };
  const xml = atomFeed([item]);
  expect(xml).not.toContain("<script>");
  for (const sign of ["\u0000", "\u001b", "\ud800"]) expect(xml.includes(sign)).toBe(false);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const parsed = parseDocument(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`, {
        xmlMode: true,
      });
      expect(parsed.children).toHaveLength(1);
      const [a] = parsed.children;
      expect(a && "children" in a && a.children.every(({ type }) => type === "text")).toBe(true);
    }),
  );
});

test("a badge says time, standing and place, and is a whole picture", () => {
  const first = registry.submissions.find(({ rank }) => rank === 1);
  const refuted = registry.submissions.find(({ standing }) => standing === "refuted");
  if (!first || !refuted) throw new Error("the miniature tree has both");
  expect(badgeWords(first)).toMatch(/^\d+\.\d s · verified · #1$/);
  expect(badgeWords(refuted)).toBe("refuted");
  for (const entry of registry.submissions) {
    expect(
      illFormed(badge(entry).trim().replace(' xmlns="http://www.w3.org/2000/svg"', "")),
    ).toBeNull();
  }
});

test("llms.txt leads to the rules in force", () => {
  expect(llmsText(registry)).toContain("/rulesets/mini-v1/): ruleset mini-v1");
});
