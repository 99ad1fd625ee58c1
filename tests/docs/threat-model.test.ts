import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const rows = readFileSync("docs/threat-model.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| what"));

test.each(rows)("%s", (row) => {
  const tests =
    row
      .split("|")
      .at(-2)
      ?.match(/`[^`]+`/g) ?? [];
  expect(tests.length).toBeGreaterThan(0);
  for (const name of tests) expect(existsSync(name.replaceAll("`", "")), name).toBe(true);
});
