import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publishedRegistry, submissionFiles } from "../../src/api/submissions.ts";
import { registry } from "../components/mini-site.ts";

const counts = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }));
const many = (count: number) => {
  const [one] = registry.submissions;
  if (!one) throw new Error("the miniature tree has entries");
  const submissions = Array.from({ length: count }, (_, index) => ({ ...one, id: `e${index}` }));
  return { ...registry, submissions };
};

describe("the registry in pieces", () => {
  it("has every entry once, in order, and no piece that is too long", () => {
    fc.assert(
      fc.property(counts, ([count, size]) => {
        const whole = many(count);
        const pieces = submissionFiles(whole, size);
        expect(pieces.flat()).toEqual(whole.submissions);
        expect(pieces.every(({ length }) => length > 0 && length <= size)).toBe(true);
      }),
    );
  });

  it("is told in its index: which file begins and ends with which entry", () => {
    const { submissions } = publishedRegistry(many(5), 2);
    expect(submissions).toEqual({
      total: 5,
      files: [
        { path: "submissions/1.json", first: "e0", last: "e1", count: 2 },
        { path: "submissions/2.json", first: "e2", last: "e3", count: 2 },
        { path: "submissions/3.json", first: "e4", last: "e4", count: 1 },
      ],
    });
  });
});
