import { describe, expect, test } from "vitest";
import { type Code, catalogue, codes, isCode } from "../../src/findings/catalogue.ts";
import { finding } from "../../src/findings/finding.ts";
import { renderText } from "../../src/findings/render/text.ts";

describe.each(codes)("%s", (code: Code) => {
  const { title, why, example } = catalogue[code];

  test("has a title, a reason and a case for its page", () => {
    expect(title).toMatch(/[^.]$/);
    expect(why.length).toBeGreaterThan(30);
    const found = finding(code, { file: "result.json" }, example as never);
    expect(found.message).toMatch(/\.$|\?$|…$|"$/);
    expect(found.fix).toMatch(/^[A-Z]/);
    expect(`${found.message}${found.fix}${found.expected}${found.found}`).not.toMatch(
      /undefined|\[object|NaN(?! or|,|})/,
    );
  });
});

test("the words of every example", async () => {
  const findings = codes.map((code) =>
    finding(code, { file: "result.json" }, catalogue[code].example as never),
  );
  await expect(renderText(findings)).toMatchFileSnapshot("golden/examples.txt");
});

test("a code is a code and nothing inherited is", () => {
  expect(isCode("log-missing")).toBe(true);
  expect(isCode("toString")).toBe(false);
});
