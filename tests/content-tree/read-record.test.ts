import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRecord } from "../../src/content-tree/read-record.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { renderText } from "../../src/findings/render/text.ts";
import { SpoiledRecord } from "../record/tree.ts";

test("the record of this repository is in order", () => {
  const { findings, decisions } = readRecord("content", readRulesets("content").rulesets);
  expect(renderText(findings)).toBe("");
  expect(decisions.find(({ id }) => id === "D-2026-003")?.title).toBe(
    "One basic ruleset, with free-form submissions",
  );
});

test("reads the miniature record whole: decisions know what amended them", () => {
  using tree = new SpoiledRecord();
  const { minutes, decisions, actions, cycles, findings } = tree.read();
  expect(findings).toEqual([]);
  expect(minutes.map(({ date }) => date)).toEqual(["2026-01-05", "2026-01-19", "2026-02-02"]);
  expect(decisions.map(({ id, date, amended_by }) => [id, date, amended_by])).toEqual([
    ["D-2026-001", "2026-01-05", ["D-2026-002"]],
    ["D-2026-002", "2026-01-19", []],
  ]);
  expect(actions.map(({ id, state }) => [id, state])).toEqual([
    ["A-2026-001", "done"],
    ["A-2026-002", "open"],
    ["A-2026-003", "dropped"],
  ]);
  expect(cycles.map(({ id }) => id)).toEqual(["2026h1"]);
});

const FIRST = "meetings/2026-01-05.mdx";
const SECOND = "meetings/2026-01-19.mdx";
const CYCLE = "cycles/2026h1.yaml";
const RULESET = "rulesets/mini-v1/ruleset.yaml";
const replaced = (file: string, from: string, to: string) => (tree: SpoiledRecord) =>
  tree.replace(file, from, to);

const spoilings: Record<string, (tree: SpoiledRecord) => void> = {
  "no frontmatter": (tree) => tree.write(SECOND, "Only prose.\n"),
  "frontmatter that does not end": (tree) => tree.write(SECOND, "---\ndate: 2026-01-19\n"),
  "frontmatter that is no YAML": replaced(SECOND, "attendance:", "attendance: ["),
  "a misspelt field": replaced(SECOND, "    topics: [runs]", "    topic: [runs]"),
  "an unknown way to decide": replaced(SECOND, "how: consensus", "how: by feeling"),
  "an id of another form": replaced(SECOND, "id: D-2026-002", "id: D-26-2"),
  "a file of another day": replaced(SECOND, "date: 2026-01-19", "date: 2026-01-20"),
  "a file that is no minutes": (tree) => tree.write("meetings/notes.md", "Notes.\n"),
  "an id used twice": replaced(SECOND, "id: D-2026-002", "id: D-2026-001"),
  "an id of an action used twice": replaced(SECOND, "A-2026-003", "A-2026-001"),
  "a decision that does not exist": replaced(SECOND, "[D-2026-001]", "[D-2026-007]"),
  "a ruleset that does not exist": replaced(SECOND, "rulesets: [mini-v1]", "rulesets: [mini-v2]"),
  "a track that does not exist": replaced(SECOND, "tracks: [basic]", "tracks: [basics]"),
  "a cycle that does not exist": replaced(SECOND, "cycle: 2026h1", "cycle: 2026h2"),
  "a change of an unknown ruleset": replaced(SECOND, "mini-v1, field: runs", "mini, field: runs"),
  "a change of an unknown field": replaced(SECOND, "basic.target", "basic.targets"),
  "a change in an unknown track": replaced(SECOND, "tracks.basic.", "tracks.plain."),
  "a ruleset that rests on nothing": (tree) =>
    tree.replace(RULESET, "cycle: 2026h1\n", "cycle: 2026h1\ndecisions: [D-2026-009]\n"),
  "a decision that amends itself": replaced(SECOND, "[D-2026-001]", "[D-2026-002]"),
  "a decision that amends a later one": replaced(
    FIRST,
    "    rulesets: [mini-v1]\n",
    "    rulesets: [mini-v1]\n    amends: [D-2026-002]\n",
  ),
  "a decision without reasons": replaced(
    SECOND,
    "    reasons: [One run says nothing of the spread.]\n",
    "",
  ),
  "people who did not agree to be named": replaced(FIRST, "  agreed: true\n", ""),
  "one who did not agree to be named": (tree) => {
    tree.replace(FIRST, "[Ada Example, Blaise Example]", "[Ada Example]");
    tree.replace(FIRST, "agreed: true", "agreed: false");
  },
  "an action that is done, and nothing shows it": replaced(
    FIRST,
    ', evidence: [{name: the ruleset, url: "https://example.org/ruleset"}]',
    "",
  ),
  "a cycle that is no YAML": (tree) => tree.write(CYCLE, "id: [\n"),
  "a cycle with a milestone in an unknown state": replaced(CYCLE, "state: done", "state: soon"),
  "a cycle in another's file": replaced(CYCLE, "id: 2026h1", "id: 2026h2"),
  "a file that is no cycle": (tree) => tree.write("cycles/notes.txt", "x"),
  "no cycles at all": (tree) => rmSync(join(tree.content, "cycles"), { recursive: true }),
  "a call that rests on nothing": (tree) =>
    tree.replace(
      CYCLE,
      "hardware:\n",
      "baseline_calls: [{id: x, title: X, text: X, decision: D-2026-020, requirements: [], answer: [Write.]}]\nhardware:\n",
    ),
};

describe("every way to break the record is told whole, at its line", () => {
  test.each(Object.entries(spoilings))("%s", async (name, spoil) => {
    using tree = new SpoiledRecord();
    spoil(tree);
    const { findings } = tree.read();
    expect(findings.length).toBeGreaterThan(0);
    const file = `golden/${name.replaceAll(/[^a-z]+/g, "-")}.txt`;
    await expect(renderText(findings)).toMatchFileSnapshot(file);
  });
});

test("a broken document leaves the others as they are", () => {
  using tree = new SpoiledRecord();
  tree.write("meetings/2026-02-02.mdx", "---\n- 1\n---\n");
  const { findings, minutes, decisions } = tree.read();
  expect(findings.map(({ code, file }) => [code, file])).toEqual([
    ["minutes-broken", "meetings/2026-02-02.mdx"],
  ]);
  expect([minutes.length, decisions.length]).toEqual([2, 2]);
});
