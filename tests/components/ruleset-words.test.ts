import { expect, test } from "vitest";
import { compareRulesets } from "../../src/components/ruleset/differences.ts";
import {
  boundText,
  newestFirst,
  recordText,
  runsText,
  toleranceText,
} from "../../src/components/ruleset/words.ts";
import { smallRuleset } from "./rulesets.ts";

test("a bound holds on the side that the metric's direction says", () => {
  const ruleset = smallRuleset();
  const bound = (metric: string, value: number) =>
    boundText(ruleset, { metric, value, provisional: false });
  expect(bound("fd", 3.49)).toBe("FD ≤ 3.49");
  expect(bound("accuracy", 0.95)).toBe("Accuracy ≥ 0.95");
});

test("tolerances, runs and records are told in words", () => {
  const metric = { id: "fd", name: "FD", direction: "min", measured_by: "kernel" } as const;
  expect(toleranceText({ ...metric, unit: "" })).toBe("none set");
  expect(toleranceText({ ...metric, unit: "", tolerance: { absolute: 0.001 } })).toBe("± 0.001");
  expect(toleranceText({ ...metric, unit: "", tolerance: { relative: 0.02 } })).toMatch(
    /^± 2\.0\s%/,
  );
  expect(runsText(smallRuleset())).toBe("at least 1 run, mean over all");
  const strict = { minimum: 3, aggregate: "mean", significance: { alpha: 0.01 } };
  expect(runsText(smallRuleset({ runs: strict }))).toBe(
    "at least 3 runs, mean over all, significant at 0.01",
  );
  expect(recordText(smallRuleset())).toBe("any gain");
  const record = { margin_relative: 0.013, requires: "verified" };
  expect(recordText(smallRuleset({ record }))).toMatch(/^verified, faster by more than 1\.3\s%$/);
});

test("rulesets are listed newest first, drafts by the day they were drafted", () => {
  const listed = newestFirst([
    smallRuleset({ id: "draft", published: null, drafted: "2026-01-16" }),
    smallRuleset({ id: "new", published: "2026-03-01" }),
    smallRuleset({ id: "old" }),
  ]);
  expect(listed.map(({ id }) => id)).toEqual(["new", "old", "draft"]);
});

test("a ruleset does not differ from itself", () => {
  const ruleset = smallRuleset();
  expect(compareRulesets([ruleset, ruleset]).filter((row) => row.differs)).toEqual([]);
});

test("a comparison names each field that differs, with the values of both", () => {
  const before = smallRuleset();
  const after = smallRuleset({
    id: "small-v2",
    clock: { counts: ["training", "data loading"], excludes: ["evaluation"] },
    limits: { log_bytes: 5_000_000 },
  });
  const differing = compareRulesets([before, after]).filter((row) => row.differs);
  expect(differing.map((row) => [row.field, row.values])).toEqual([
    ["On the clock", [["training"], ["training", "data loading"]]],
    ["Off the clock", [[], ["evaluation"]]],
    ["Log, at most", [["20.0 MB"], ["5.00 MB"]]],
  ]);
});
