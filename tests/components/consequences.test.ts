import { expect, test } from "vitest";
import { consequences } from "../../src/components/ruleset/consequences.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { smallRuleset } from "./rulesets.ts";

const told = (...args: Parameters<typeof consequences>) =>
  consequences(...args).map(({ kind, text }) => `${kind}: ${text}`);

test("a version asks nothing new of its own entries", () => {
  for (const ruleset of readRulesets("content").rulesets) {
    expect(consequences(ruleset, ruleset)).toEqual([]);
  }
});

test("from a draft to version 1, in words; refresh with vitest --update", async () => {
  const { rulesets } = readRulesets("content");
  const [a, v1] = ["2026h1-draft-a", "2026h1-v1"].map((id) =>
    rulesets.find((one) => one.id === id),
  );
  if (!a || !v1) throw new Error("both versions are there");
  await expect(`${told(a, v1).join("\n")}\n`).toMatchFileSnapshot("golden/draft-a-to-v1.txt");
});

test("each kind of change is told", () => {
  const before = smallRuleset({ statements: { honest: "It is so.", old: "It was so." } });
  const after = smallRuleset({
    statements: { honest: "It is so, truly.", fresh: "It is new." },
    runs: { minimum: 3, aggregate: "mean", significance: null },
    limits: { log_bytes: 1000, artifact_hosts: ["zenodo.org"] },
    clock: { counts: ["training", "compilation"], excludes: [], forbids: ["peeking"] },
    tracks: [
      {
        id: "basic",
        title: "Basic",
        ranked: true,
        target: { metric: "fd", value: 4 },
        guards: [{ metric: "accuracy", value: 0.9 }],
        requires: ["notes"],
        narrows: { "model.parameters": { maximum: 5 } },
      },
    ],
  });
  expect(told(before, after)).toEqual([
    "must: Choose another track: free-form is not in small-v1.",
    "differs: Basic: the clock stops at FD ≤ 4, before: FD ≤ 5.",
    "differs: Basic: guards: Accuracy ≥ 0.9, before: none.",
    "must: Basic: give notes in result.json.",
    "must: Basic: stay within the tighter limit of model.parameters.",
    "must: Sign honest: It is so, truly.",
    "must: Sign fresh: It is new.",
    "may: old is not signed any more.",
    "must: Train more seeds: at least 3 runs, mean over all, before: at least 1 run, mean over all.",
    "differs: The clock: compilation is on it.",
    "differs: The clock: peeking is forbidden.",
    "must: Keep a log within 1.00 kB, before: 20.0 MB.",
    "must: Move samples away from huggingface.co: it is not a permitted host.",
    "must: Move samples away from github.com: it is not a permitted host.",
  ]);
});
