import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { plainYaml, yamlValue } from "../../src/content-tree/plain-yaml.ts";

/** What the whole parser says; null where it throws, which is no mapping either. */
function whole(text: string): unknown {
  try {
    return parse(text, { prettyErrors: false });
  } catch {
    return null;
  }
}

const value = fc.constantFrom(
  "plain words, with: colon",
  "plain words",
  "https://example.org/a#b",
  "a #comment",
  "a#b",
  "it's",
  "ends with:",
  "2026-02-01",
  "2026-02-01T09:00:00Z",
  "2026-02-01 09:00",
  "12",
  "007",
  "0x1f",
  "1e3",
  "1_000",
  "3.50",
  "-1",
  ".5",
  "12.",
  "99999999999999999999",
  "true",
  "True",
  "yes",
  "null",
  "Null",
  "~",
  "",
  "[]",
  "[a, b]",
  "[a b, 12, 2026-01-01]",
  "[a,b]",
  "[ a ]",
  "[a: b]",
  "[true, null]",
  "[]x",
  "{}",
  '"quoted: #"',
  '"esc\\n"',
  "'single'",
  "'it''s'",
  '"a" b',
  "&anchor x",
  "*anchor",
  "!tag x",
  "| ",
  "|",
  ">",
  ">-",
  ">-\n    folded\n    text: #1",
  ">-\n    folded\n      deeper",
  ">-\n    folded\n\n    text",
  ">-\n  too far out",
  "@x",
  "`x",
  "%x",
  "- x",
  "? x",
  "x\u0085y",
  "x\ty",
  "ä, 中文 and 😀",
);
const line = fc.tuple(
  fc.constantFrom("", "  ", "    ", "- ", "  - ", "    - ", "-   ", "\t"),
  fc.constantFrom(
    "a: ",
    "b: ",
    "c_d: ",
    "a:",
    "e:",
    "E: ",
    '"q": ',
    "__proto__: ",
    "",
    "# ",
    "---",
  ),
  value,
);
const text = fc
  .array(line, { maxLength: 7 })
  .map((lines) => lines.map((parts) => parts.join("")).join("\n"));

describe("the quick reader of rulings", () => {
  test("says what the whole parser says, or nothing", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("", "\n", "\n\n", "\r\n"), (lines, end) => {
        const quick = plainYaml(lines + end);
        if (quick !== undefined) expect(quick).toEqual(whole(lines + end));
      }),
      { numRuns: 10_000 },
    );
  });

  const rulings = globSync("{content,tests/fixtures/mini}/submissions/*/*/rulings.yaml");
  test.each(rulings)("is enough for %s", (file) => {
    const found = readFileSync(file, "utf8");
    expect(plainYaml(found)).toEqual(whole(found));
  });

  test.each([
    ["a comment", "a: b # c\n"],
    ["a word that is a value", "a: Null\n"],
    ["a key that occurs twice", "a: b\na: c\n"],
    ["a text over lines", "a: b\n  c\n"],
    ["no mapping", "- a\n"],
    ["nothing", ""],
  ])("leaves %s to the whole parser", (_, found) => {
    expect(plainYaml(found)).toBeUndefined();
  });
});

test("what the quick reader leaves is read by the whole parser", () => {
  expect(yamlValue("a: b # c\n")).toEqual({ a: "b" });
  expect(() => yamlValue("a: [")).toThrow();
});
