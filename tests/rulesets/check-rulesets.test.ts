import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { frozenOf, readRulebooks } from "../../src/content-tree/read-rulebooks.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { renderText } from "../../src/findings/render/text.ts";
import { thawed } from "../../src/rulesets/check-rulesets.ts";
import { mini } from "../checks/entry.ts";
import { SpoiledRecord } from "../record/tree.ts";
import { frozenNow } from "./frozen-mini.ts";

const read = (content: string) => readRulebooks(content, readRulesets(content).rulesets);
const DATA = "rulesets/mini-v1/ruleset.yaml";
const PROSE = "rulesets/mini-v1/index.mdx";
const EXAMPLES = "rulesets/mini-v1/examples.yaml";
const FROZEN = "rulesets/frozen.json";

test("the rulesets of this repository are as they were published", () => {
  const { findings, rulebooks } = read("content");
  expect(renderText(findings)).toBe("");
  const current = rulebooks.find(({ ruleset }) => ruleset.id === "2026h1-v1");
  expect(current?.clauses.map(({ id }) => id)).toEqual(
    Array.from({ length: 14 }, (_, index) => `R${index + 1}`),
  );
});

test("the miniature ruleset is frozen; `node tests/rulesets/frozen-mini.ts` does it again", () => {
  const { findings, frozen, rulebooks } = read(mini);
  expect(renderText(findings)).toBe("");
  expect(frozenOf(frozenNow(mini)).frozen).toEqual(frozen);
  expect(rulebooks[0]?.clauses).toEqual([
    { id: "R1", title: "Question", line: 9 },
    { id: "R2", title: "Data", line: 13 },
  ]);
  expect(rulebooks[0]?.examples.map(({ clause, allowed }) => [clause, allowed])).toEqual([
    ["R2", true],
    ["R2", false],
  ]);
});

test("a published ruleset may be superseded, and its examples may grow", () => {
  using tree = new SpoiledRecord();
  tree.replace(DATA, "status: published", "status: superseded");
  tree.replace(EXAMPLES, "    technique: typing\n", "");
  expect(read(tree.content).findings).toEqual([]);
});

const replaced = (file: string, from: string, to: string) => (tree: SpoiledRecord) =>
  tree.replace(file, from, to);

const spoilings: Record<string, (tree: SpoiledRecord) => void> = {
  "a value that changed": replaced(DATA, "minimum: 2", "minimum: 1"),
  "one byte of the prose": replaced(PROSE, "How fast can", "How fast could"),
  "a blank at the end of a line": replaced(DATA, "minimum: 2", "minimum: 2 "),
  "a draft again": replaced(DATA, "status: published", "status: draft"),
  "a folder that is gone": (tree) =>
    rmSync(join(tree.content, "rulesets", "mini-v1"), { recursive: true }),
  "published by hand": (tree) => tree.write(FROZEN, "{}\n"),
  "no list of published rulesets": (tree) => rmSync(join(tree.content, FROZEN)),
  "a list that is no JSON": (tree) => tree.write(FROZEN, "{"),
  "a list of something else": (tree) => tree.write(FROZEN, '{"mini-v1": {"ruleset.yaml": "x"}}'),
  "two clauses of one name": (tree) => {
    tree.replace(PROSE, 'id="R2"', 'id="R1"');
    tree.write(FROZEN, frozenNow(tree.content));
  },
  "an example of a clause that is not there": replaced(EXAMPLES, "clause: R2", "clause: R22"),
  "an example without a reason": replaced(
    EXAMPLES,
    "    because: The tests bring that script along.\n",
    "",
  ),
  "examples that are no YAML": (tree) => tree.write(EXAMPLES, "examples: [\n"),
};

describe("every way to spoil a ruleset is told", () => {
  test.each(Object.entries(spoilings))("%s", async (name, spoil) => {
    using tree = new SpoiledRecord();
    spoil(tree);
    const { findings } = read(tree.content);
    expect(findings.length).toBeGreaterThan(0);
    const file = `golden/${name.replaceAll(/[^a-z]+/gi, "-").toLowerCase()}.txt`;
    await expect(renderText(findings)).toMatchFileSnapshot(file);
  });
});

test("against another commit the list of published rulesets may only grow", () => {
  const a = { "ruleset.yaml": "a".repeat(64), "index.mdx": "b".repeat(64) };
  const b = { "ruleset.yaml": "c".repeat(64), "index.mdx": "b".repeat(64) };
  expect(thawed({ one: a }, { one: a, two: b })).toEqual([]);
  expect(thawed({ one: a }, { one: b }).map(({ code }) => code)).toEqual(["ruleset-thawed"]);
  expect(thawed({ one: a }, {}).map(({ message }) => message)).toEqual([
    "rulesets/frozen.json says something else of one than the branch this is merged into.",
  ]);
});
