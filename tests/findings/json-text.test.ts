import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JsonText, pathOf, pointerOf, positionAt } from "../../src/findings/json-text.ts";

describe("positions", () => {
  const text = '{\n  "a": 1,\n  "list": [10,\n    {"b": true}]\n}\n';

  test.each([
    ["LF", text],
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["CR", text.replaceAll("\n", "\r")],
  ])("are the same with %s", (_, ended) => {
    const document = new JsonText(ended);
    expect(document.at(["list", 1, "b"])).toEqual({ line: 4, column: 11 });
    expect(document.atKey(["list", 1, "b"])).toEqual({ line: 4, column: 6 });
    expect(document.at([])).toEqual({ line: 1, column: 1 });
  });

  test("of a missing value are those of the nearest object around it", () => {
    expect(new JsonText(text).at(["list", 1, "missing", "deeper"])).toEqual({ line: 4, column: 5 });
  });

  test("point at the very value, whatever stands before it", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (list) => {
        const written = `{"first": ${JSON.stringify(list, null, 2)}, "last": "here"}`;
        const { line, column } = new JsonText(written).at(["last"]);
        expect(written.split("\n")[line - 1]?.slice(column - 1)).toBe('"here"}');
      }),
    );
  });

  test("never lie outside the text", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (anything, offset) => {
        const { line, column } = positionAt(anything, offset % (anything.length + 1));
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(anything.split(/\r\n|\r|\n/).length);
      }),
    );
  });
});

test("pointers and paths are each other's inverse", () => {
  const part = fc.oneof(
    fc.nat(),
    fc.string().filter((text) => !/^(0|[1-9]\d*)$/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(part), (path) => {
      expect(pathOf(pointerOf(path))).toEqual(path);
    }),
  );
});

describe("what is no JSON", () => {
  test.each([
    ['{"a": 1,}', 9, "property name expected"],
    ['{"a": NaN}', 7, "invalid symbol"],
    ['{"a": 1 // note\n}', 9, "invalid comment token"],
    ["", 1, "value expected"],
    ["[1] [2]", 5, "end of file expected"],
  ])("%j is told with its place", (text, column, problem) => {
    const { broken, value } = new JsonText(text);
    expect(value).toBeUndefined();
    expect(broken).toMatchObject({ problem, position: { line: 1, column } });
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\01aé\n') }), (text) => {
        const { broken, value } = new JsonText(text);
        expect(broken === null).toBe(value !== undefined);
      }),
      { numRuns: 1000 },
    );
  });

  test("nesting is refused before anything recurses into it", () => {
    expect(new JsonText("[".repeat(1_000_000)).broken?.problem).toBe(
      "it nests deeper than 64 levels",
    );
    expect(new JsonText(`{"a":"${"[".repeat(1000)}"}`).broken).toBeNull();
  });
});

describe("keys", () => {
  test("that occur twice are told with both lines", () => {
    const document = new JsonText('{\n "a": 1,\n "b": {"c": 1, "c": 2},\n "a": 3\n}');
    expect(document.duplicates()).toEqual([
      { key: "c", pointer: "/b/c", position: { line: 3, column: 16 }, firstLine: 3 },
      { key: "a", pointer: "/a", position: { line: 4, column: 2 }, firstLine: 2 },
    ]);
  });

  test("named __proto__ stay data", () => {
    const { value } = new JsonText('{"__proto__": {"polluted": true}}');
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("an honest document has none", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(new JsonText(JSON.stringify(value)).duplicates()).toEqual([]);
      }),
    );
  });
});
