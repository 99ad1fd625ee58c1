import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readContent } from "../../src/content-tree/read-content.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import { mini } from "../checks/entry.ts";

let content: string;
const entry = (name: string) => join(content, "submissions", "mini-v1", name);

beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), "imagegen-tree-"));
  cpSync(mini, content, { recursive: true });
});
afterEach(() => rmSync(content, { recursive: true, force: true }));

test("reads the miniature tree whole", async () => {
  const { rulesets, entries, findings } = await readContent(content);
  expect(findings).toEqual([]);
  expect(rulesets.map(({ id }) => id)).toEqual(["mini-v1"]);
  expect(entries).toHaveLength(5);
  const standings = buildRegistry({ rulesets, entries }).submissions.map(
    ({ id, standing, rank }) => [id, standing, rank],
  );
  expect(standings).toEqual([
    ["2026-02-01-first-light", "verified", 2],
    ["2026-02-08-fewer-steps", "verified", 1],
    ["2026-02-10-not-measured-yet", "claimed", null],
    ["2026-02-12-too-good", "refuted", null],
    ["2026-02-14-just-for-show", "unranked", null],
  ]);
});

test("the published content is in order", async () => {
  const { findings } = await readContent("content");
  expect(findings).toEqual([]);
});

describe("what is broken is told and left out; the rest stays", () => {
  test.each([
    ["result.json", "{", "result-not-json"],
    ["result.json", "{}", "ruleset-unknown"],
    ["verification.json", '{"verdict": "confirmed"}', "record-broken"],
    ["verification.json", "no JSON", "record-broken"],
    ["rulings.yaml", "rulings: [", "record-broken"],
    ["rulings.yaml", "rulings: []", "record-broken"],
  ])("%s: %s", async (name, text, code) => {
    writeFileSync(join(entry("2026-02-08-fewer-steps"), name), text);
    const { findings, entries } = await readContent(content);
    expect(findings).toMatchObject([
      { code, file: `submissions/mini-v1/2026-02-08-fewer-steps/${name}` },
    ]);
    expect(entries).toHaveLength(name === "result.json" ? 4 : 5);
  });

  test("entries that build on one another", async () => {
    const [first, second] = ["2026-02-01-first-light", "2026-02-08-fewer-steps"];
    const path = join(entry(first ?? ""), "result.json");
    const document = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...document, based_on: [second] }));
    const { findings, entries } = await readContent(content);
    expect(findings).toMatchObject([
      { code: "based-on-circular", file: `submissions/mini-v1/${first}/result.json` },
      { code: "based-on-circular", file: `submissions/mini-v1/${second}/result.json` },
    ]);
    expect(entries).toHaveLength(5);
  });

  test("a ruleset", async () => {
    writeFileSync(join(content, "rulesets", "mini-v1", "ruleset.yaml"), "id: [");
    const { findings, rulesets } = await readContent(content);
    expect(rulesets).toEqual([]);
    expect(findings[0]).toMatchObject({
      code: "ruleset-broken",
      file: "rulesets/mini-v1/ruleset.yaml",
    });
  });

  test("a ruleset in another's folder", async () => {
    cpSync(join(content, "rulesets", "mini-v1"), join(content, "rulesets", "mini-v2"), {
      recursive: true,
    });
    const { findings } = await readContent(content);
    expect(findings[0]?.message).toBe(
      "The ruleset is broken: its id is mini-v1, its folder mini-v2.",
    );
  });
});

test("symbolic links are never followed", async () => {
  const secret = join(content, "secret.txt");
  writeFileSync(secret, "secret");
  const folder = entry("2026-02-08-fewer-steps");
  rmSync(join(folder, "README.md"));
  symlinkSync(secret, join(folder, "README.md"));
  symlinkSync(folder, entry("2026-02-09-linked"));
  const { entries } = await readContent(content);
  expect(entries.map(({ id }) => id)).not.toContain("2026-02-09-linked");
  const spoiled = entries.find(({ id }) => id === "2026-02-08-fewer-steps");
  expect(spoiled?.readme).toBeNull();
  expect(spoiled?.files.map(({ name }) => name)).not.toContain("README.md");
});
