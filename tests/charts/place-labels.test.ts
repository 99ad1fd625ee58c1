import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Box,
  fitText,
  overlaps,
  placeLabels,
  textWidth,
} from "../../src/charts/place-labels.ts";

const area: Box = { left: 30, top: 20, right: 360, bottom: 280 };
const coordinate = fc.integer({ min: 0, max: 400 });
const size = fc.record({
  width: fc.integer({ min: 1, max: 200 }),
  height: fc.integer({ min: 1, max: 60 }),
});
const request = fc.record({
  x: coordinate,
  y: coordinate,
  forms: fc.array(size, { minLength: 1, maxLength: 3 }),
});
const box = fc.tuple(coordinate, coordinate, size).map(([left, top, { width, height }]) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
}));

describe("placing labels", () => {
  it("lets no label touch another, an obstacle or the edge", () => {
    const scene = fc.tuple(fc.array(request, { maxLength: 20 }), fc.array(box, { maxLength: 12 }));
    fc.assert(
      fc.property(scene, ([requests, obstacles]) => {
        const placed = placeLabels(requests, area, obstacles).flatMap((label) =>
          label === null ? [] : [label.box],
        );
        const blocked = placed.some((label, index) =>
          [...obstacles, ...placed.slice(index + 1)].some((other) => overlaps(label, other)),
        );
        const outside = placed.some(
          ({ left, right, top, bottom }) =>
            left < area.left || right > area.right || top < area.top || bottom > area.bottom,
        );
        expect([blocked, outside]).toEqual([false, false]);
      }),
    );
  });

  it("gives the last request the first choice and the fullest form", () => {
    const forms = [
      { width: 80, height: 30 },
      { width: 40, height: 15 },
    ];
    const [first, last] = placeLabels(
      [
        { x: 100, y: 200, forms },
        { x: 100, y: 200, forms },
      ],
      area,
      [],
    );
    expect(last).toMatchObject({ form: 0, anchor: "start", leader: false });
    expect(first).not.toBeNull();
  });

  it("falls back to a shorter form where the full one finds no place", () => {
    const forms = [
      { width: 500, height: 30 },
      { width: 40, height: 15 },
    ];
    expect(placeLabels([{ x: 100, y: 200, forms }], area, [])[0]).toMatchObject({ form: 1 });
  });
});

describe("fitting text", () => {
  it("never exceeds the width, and says that it cut", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        const fitted = fitText(text, 12, width);
        expect(textWidth(fitted, 12)).toBeLessThanOrEqual(width);
        if (fitted !== text) expect(fitted.endsWith("…")).toBe(true);
      }),
    );
  });
});
