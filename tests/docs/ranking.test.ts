import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withheld } from "../../src/schemas/registry.ts";

const doc = readFileSync("docs/ranking.md", "utf8")
  .replaceAll(/^```.*?^```$/gms, "")
  .replaceAll(/\s+/g, " ");
const tests = globSync("tests/registry/*.test.ts")
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
/** Whatever stands in back-ticks and is a sentence rather than code is the name of a test. */
const cited = [...doc.matchAll(/`([^`]+)`/g)]
  .map(([, name = ""]) => name)
  .filter((name) => name.split(" ").length > 4 && !name.includes("…"));

test("every test that docs/ranking.md names is there", () => {
  expect(cited.length).toBeGreaterThan(20);
  expect(cited.filter((name) => !tests.includes(`"${name}"`))).toEqual([]);
});

test("every reason to hold no place is explained", () => {
  const reasons = withheld.options;
  expect(reasons.length).toBeGreaterThan(5);
  for (const reason of reasons) expect(doc).toContain(`\`${reason}\` |`);
});
