import { expect, test } from "vitest";
import { calibrationText } from "../../src/components/ruleset/calibration.ts";
import { compareRulesets } from "../../src/components/ruleset/differences.ts";
import {
  besideBaselineText,
  boundText,
  evaluatorText,
  newestFirst,
  recordText,
  runsText,
  targetTestText,
  tiesText,
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

test("a metric of photographs that the kernel measures says that it is not calibrated", () => {
  const kernel = { version: "1", features: "inception-2015-12-05", reference: "adm-imagenet256" };
  const metric = (id: string, measured_by: string) => ({
    id,
    name: id,
    direction: "min",
    measured_by,
  });
  const metrics = [metric("fid_50k", "kernel"), metric("kdd", "kernel"), metric("hps", "adapter")];
  const tracks = [{ id: "free-form", title: "Free form", ranked: false }];
  const told = (of: { features: string } | null) => {
    const ruleset = smallRuleset({ metrics, tracks, kernel: of && { ...kernel, ...of } });
    return ruleset.metrics.map((one) => calibrationText(ruleset, one));
  };
  expect(told(kernel)).toEqual([
    "Not yet calibrated against a published value.",
    expect.stringContaining("dgm-eval’s KD"),
    null,
  ]);
  expect(told({ features: "digits" })).toEqual([null, null, null]);
  expect(told(null)).toEqual([null, null, null]);
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

test("ties, tests, evaluator and a baseline beside an entry are told in words", () => {
  expect(tiesText(smallRuleset())).toContain("(level 0.05)");
  expect(tiesText(smallRuleset({ ties: { alpha: 0.01, host_spread_relative: 0.02 } }))).toMatch(
    /\(level 0\.01\), or machines of one class \(2\.0\s%\)$/,
  );
  expect(targetTestText(smallRuleset())).toBeNull();
  const runs = { minimum: 3, aggregate: "mean", stop: "fixed" };
  const strict = smallRuleset({
    runs: { ...runs, significance: { alpha: 0.01, waivable: "systems-only" } },
    record: { margin_relative: 0, significance: { alpha: 0.05 } },
    kernel: { version: "1", features: "f", reference: "r" },
  });
  expect(targetTestText(strict)).toMatch(/p < 0\.01 .*waive it for systems-only changes\.$/);
  expect(runsText(strict)).toContain("all stopped at the same step");
  expect(recordText(strict)).toBe("any gain, with p < 0.05");
  expect(evaluatorText(strict)).toBe("kernel 1, features f, reference r");
  expect(evaluatorText(smallRuleset())).toBe("nobody measures again");
  const beside = (beside_baseline: string) =>
    besideBaselineText(smallRuleset({ timing: { beside_baseline } }));
  expect(beside("adjusts")).toBe("the time counts relative to it");
  expect(beside("recorded")).toContain("changes nothing");
  expect(besideBaselineText(smallRuleset())).toContain("changes nothing");
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
