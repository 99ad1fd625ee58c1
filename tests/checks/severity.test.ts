import { expect, test } from "vitest";
import { raised } from "../../src/checks/severity.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { finding } from "../../src/findings/finding.ts";
import { mini } from "./entry.ts";

const [ruleset] = readRulesets(mini).rulesets;
const warning = finding("license-unknown", { file: "result.json" }, { value: "x", nearest: null });
const error = finding("readme-missing", { file: "README.md" }, { folder: "x" });

test("a ruleset raises a severity and never lowers one", () => {
  if (!ruleset) throw new Error("the miniature tree has a ruleset");
  const strict = {
    ...ruleset,
    raises: { "license-unknown": "error", "readme-missing": "warning" } as const,
  };
  expect(raised([warning, error], strict).map(({ severity }) => severity)).toEqual([
    "error",
    "error",
  ]);
  expect(raised([warning, error], ruleset).map(({ severity }) => severity)).toEqual([
    "warning",
    "error",
  ]);
  expect(raised([warning], null)).toEqual([warning]);
});
