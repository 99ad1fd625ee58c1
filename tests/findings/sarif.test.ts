import { expect, test } from "vitest";
import { finding } from "../../src/findings/finding.ts";
import { renderSarif } from "../../src/findings/render/sarif.ts";

test("findings at their lines, with the page of each code", () => {
  const told = [
    finding(
      "path-name",
      { file: "content/submissions/r/x/ré \u202e.json", line: 3, column: 7 },
      { path: "ré" },
    ),
    finding("path-nothing", { file: "content/submissions" }, {}),
    finding("path-name", { file: "a.json" }, { path: "b\u001b[31m" }),
  ];
  const { runs, version } = JSON.parse(renderSarif(told));
  expect(version).toBe("2.1.0");
  const [{ tool, results }] = runs;
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
    "path-name",
    "path-nothing",
  ]);
  expect(tool.driver.rules[0].helpUri).toMatch(/\/checks\/path-name\/$/);
  expect(results).toHaveLength(3);
  expect(results[0].locations[0].physicalLocation.region).toEqual({ startLine: 1 });
  expect(results[2]).toMatchObject({
    ruleId: "path-name",
    ruleIndex: 0,
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "content/submissions/r/x/r%C3%A9%20%E2%80%AE.json" },
          region: { startLine: 3, startColumn: 7 },
        },
      },
    ],
  });
  // Control characters are told as what they are, never passed on.
  expect(results[0].message.text).toContain("b\\u001b[31m");
});
