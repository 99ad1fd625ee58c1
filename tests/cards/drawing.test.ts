import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CARD_HEIGHT, CARD_WIDTH, type Card } from "../../src/cards/card.ts";
import { drawCard } from "../../src/cards/draw-card.ts";
import { rasterise } from "../../src/cards/rasterise.ts";
import { fitted, wrapped } from "../../src/cards/set-text.ts";
import { canDraw, oneLine, outlineOf, type TextStyle, widthOf } from "../../src/cards/typeface.ts";
import { markup, type Shape, shape } from "../../src/charts/shapes.ts";

const step = (day: number, seconds: number) => ({
  openedAt: `2026-01-0${day}T00:00:00Z`,
  seconds,
});

const card: Card = {
  place: "Miniature ruleset · Basic",
  title: "Fewer steps",
  by: "Ada Lovelace",
  figure: "25.7 s",
  about: ["to FID-50K of 33 or less", "on 8 × H100"],
  status: { text: "Record since 8 Feb 2026, verified", tone: "record" },
  history: {
    caption: "2 records since 1 Feb 2026",
    steps: [step(1, 32), step(8, 25.7)],
    marked: step(8, 25.7),
  },
};

const hostile = `"/><script>alert(1)</script><image href="file:///etc/passwd"/>&x;\u202e\u0000\ud800`;

/** Every text of a card, from somebody who means no good. */
const saying = (text: string): Card => ({
  ...card,
  place: text,
  title: text,
  by: text,
  figure: text,
  about: [text, text],
  status: { text, tone: "plain" },
  history: card.history && { ...card.history, caption: text },
});

function tagsOf({ tag, children }: Shape): string[] {
  return [
    tag,
    ...children.flatMap((child) => (typeof child === "string" ? [child] : tagsOf(child))),
  ];
}

/** What a drawing consists of: names of elements and texts. */
const parts = (drawn: Card) => new Set(tagsOf(drawCard(drawn)));

describe("a drawing", () => {
  test("has shapes in it and nothing that is read, loaded or run", () => {
    expect(parts(card)).toEqual(new Set(["svg", "rect", "path", "circle"]));
    expect(parts(saying(hostile))).toEqual(parts(card));
    expect(markup(drawCard(saying(hostile)))).not.toMatch(/script|href|image|&/);
  });

  test("is numbers alone, whatever a text says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
        for (const [, data] of markup(drawCard(saying(text))).matchAll(/ d="([^"]*)"/g)) {
          expect(data).toMatch(/^[MLQCZHV\d. -]*$/);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("keeps a staircase of one step, of one moment and of a thousand steps within the picture", () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      openedAt: new Date(Date.UTC(2026, 0, 1, index)).toISOString(),
      seconds: 5000 / (index + 1),
    }));
    const same = [step(1, 30), step(1, 20)];
    for (const steps of [[step(1, 30)], same, many]) {
      const marked = steps.at(-1) ?? step(1, 30);
      const drawing = drawCard({ ...card, history: { caption: "", steps, marked } });
      expect(markup(drawing)).not.toContain("NaN");
      for (const { tag, attributes } of drawing.children.filter((it) => typeof it !== "string")) {
        if (tag !== "circle") continue;
        expect(Number(attributes["cx"])).toBeGreaterThan(0);
        expect(Number(attributes["cx"])).toBeLessThan(CARD_WIDTH);
        expect(Number(attributes["cy"])).toBeLessThan(CARD_HEIGHT);
      }
    }
  });
});

describe("a picture", () => {
  test("is a PNG of the size that link previews are made for", async () => {
    const png = Buffer.from(await rasterise(drawCard(card)));
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  });

  test("has the same bytes on every machine", async () => {
    const digest = createHash("sha256").update(await rasterise(drawCard(card)));
    expect(digest.digest("hex")).toMatchInlineSnapshot(
      `"12604f650d78493104f7de6c4b76aab2128ed70d4584ca5ca1c277782f7453f1"`,
    );
  });

  test("looks for no font: text in a drawing draws nothing", async () => {
    const size = { xmlns: "http://www.w3.org/2000/svg", width: 90, height: 30 };
    const text = shape("text", { x: 5, y: 20, "font-family": "DejaVu Sans" }, "seen?");
    const [with_, without] = [shape("svg", size, text), shape("svg", size)];
    expect(await rasterise(with_)).toEqual(await rasterise(without));
  });
});

describe("text", () => {
  const style: TextStyle = { size: 32, weight: 600 };

  test("fits its room, and a text that fits is whole", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."abc MWil…é ж".split("")), maxLength: 90 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 60, max: 900 }), (text, room) => {
        const line = oneLine(text);
        expect(widthOf(fitted(line, style, room), style)).toBeLessThanOrEqual(room);
        if (widthOf(line, style) <= room) expect(fitted(line, style, room)).toBe(line);
        const lines = wrapped(line, style, room, 2);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const one of lines) expect(widthOf(one, style)).toBeLessThanOrEqual(room);
      }),
    );
  });

  test("is broken between words and cut at its end", () => {
    expect(wrapped("one two three", style, 130, 3)).toEqual(["one two", "three"]);
    expect(wrapped("one two three four", style, 130, 2)).toEqual(["one two", "three…"]);
  });

  test("has letters for Latin, Greek and Cyrillic, and says where it has none", () => {
    for (const text of ["8 × H100", "Žluťoučký kůň", "Ωmega", "Привет", "Nguyễn"]) {
      expect(canDraw(text), text).toBe(true);
      expect(outlineOf(text, 0, 0, style)).toMatch(/^M/);
    }
    for (const text of ["中村", "שלום", "🚀"]) expect(canDraw(text), text).toBe(false);
  });

  test("is one line without characters that are not seen", () => {
    expect(oneLine(" a\n\tb\u202ec\u0000d\u200b ")).toBe("a bcd");
    expect(oneLine("e\u0301")).toBe("é");
  });
});
