import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Code, codes } from "../../src/findings/catalogue.ts";
import { renderText } from "../../src/findings/render/text.ts";
import { SpoiledEntry } from "./entry.ts";
import { spoilings } from "./spoilings/index.ts";

test("an honest entry has no findings", async () => {
  using entry = new SpoiledEntry();
  expect(await entry.check()).toEqual([]);
});

// Refresh the golden texts with `npm run test:unit -- -u`, and read what changed.
describe.each(Object.entries(spoilings))("%s", (name, { codes: expected, spoil }) => {
  test("is found, alone, and told in these words", async () => {
    using entry = new SpoiledEntry();
    spoil(entry);
    const findings = await entry.check();
    expect([...new Set(findings.map(({ code }) => code))].toSorted()).toEqual(
      [...new Set(expected)].toSorted(),
    );
    for (const found of findings) {
      expect(found.fix).not.toBe("");
      if (found.pointer !== null) expect(found.line).toBeGreaterThan(0);
    }
    const file = name.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase();
    await expect(renderText(findings)).toMatchFileSnapshot(`golden/${file}.txt`);
  });
});

/** Codes of pull requests and of the content tree have their own tests. */
const elsewhere = (code: Code) =>
  /^path-/.test(code) ||
  /-broken$/.test(code) ||
  code === "ruleset-closed" ||
  code === "ruleset-thawed" ||
  code === "based-on-circular" ||
  code === "claim-stops-differ" ||
  code === "claim-point-unknown";

/** Codes of the record and of rulesets: their cases are told in the golden files of their own tests. */
const toldElsewhere = new Set(
  globSync(["tests/content-tree/golden/*.txt", "tests/rulesets/golden/*.txt"]).flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/ {2}(?:error|warning|notice) {2}(\S+)$/gm)].map(
      ([, code]) => code,
    ),
  ),
);

test("no code is without a case that it rejects", () => {
  const covered = new Set<string | undefined>([
    ...Object.values(spoilings).flatMap((spoiling) => spoiling.codes),
    ...toldElsewhere,
  ]);
  expect(codes.filter((code) => !covered.has(code) && !elsewhere(code))).toEqual([]);
});

test("everything wrong is said at once", async () => {
  using entry = new SpoiledEntry();
  entry.replace("result.json", '"parameters": 300000', '"parameters": "300000"');
  entry.replace("result.json", /("fd_digits": )5/, "$14");
  entry.replace("run-4.jsonl", '"step":5,"samples":640', '"step":5,"samples":64');
  const found = (await entry.check()).map(({ code }) => code);
  expect(found).toEqual(["schema-wrong-type", "claim-metric-mismatch", "log-samples-not-growing"]);
});

test("a wrong metric names both values, the line of result.json and the line of the log", async () => {
  using entry = new SpoiledEntry();
  entry.replace("result.json", /("fd_digits": )5/, "$14");
  const [found] = await entry.check();
  const claimedLine =
    entry
      .read("result.json")
      .split("\n")
      .findIndex((line) => line.includes('"fd_digits": 4.')) + 1;
  const logLine =
    entry
      .read("run-3.jsonl")
      .split("\n")
      .findIndex((line) => line.includes('"step":32,"samples":4096,"metrics"')) + 1;
  expect(found).toMatchObject({ file: "result.json", line: claimedLine });
  expect(found?.message).toBe(
    `Claimed is fd_digits 4.5165; run-3.jsonl line ${logLine} shows 5.5165.`,
  );
});

test("an entry on a track without a target has to name one of its log's points", async () => {
  using entry = new SpoiledEntry();
  entry.folder = entry.folder.replace("2026-02-08-fewer-steps", "2026-02-14-just-for-show");
  expect(await entry.check()).toEqual([]);
  entry.replace("result.json", /"clock_seconds": [\d.]+/, '"clock_seconds": 1.5');
  expect((await entry.check()).map(({ code }) => code)).toEqual(["claim-point-unknown"]);
});

test("where runs stop at a step fixed ahead, all are claimed at the same, target or not", async () => {
  using entry = new SpoiledEntry();
  entry.rules = (ruleset) => ({ ...ruleset, runs: { ...ruleset.runs, stop: "fixed" } });
  expect(await entry.check()).toEqual([]);
  const points = entry.read("run-4.jsonl").matchAll(/"clock":([\d.]+).*"metrics":(.*)}/g);
  const [[, clock = "", metrics = "{}"] = []] = points;
  const result = JSON.parse(entry.read("result.json"));
  const { fd_digits, label_accuracy } = JSON.parse(metrics);
  const samples = Number(/"samples":(\d+),"metrics"/.exec(entry.read("run-4.jsonl"))?.[1]);
  result.runs[1].claim = {
    clock_seconds: Number(clock),
    samples_seen: samples,
    metrics: { fd_digits, label_accuracy },
  };
  entry.write("result.json", JSON.stringify(result));
  expect((await entry.check()).map(({ code }) => code)).toEqual(["claim-stops-differ"]);
});

test("a superseded ruleset takes no entries", async () => {
  using entry = new SpoiledEntry();
  const { checkSubmission } = await import("../../src/checks/index.ts");
  const { readContent } = await import("../../src/content-tree/read-content.ts");
  const { readSubmission } = await import("../../src/content-tree/read-submission.ts");
  const { rulesets } = await readContent(entry.content);
  const closed = rulesets.map((ruleset) => ({ ...ruleset, status: "superseded" as const }));
  const surroundings = { rulesets: closed, entries: [], today: "2026-03-01" };
  const findings = checkSubmission(await readSubmission(entry.folder), surroundings);
  expect(findings.map(({ code }) => code)).toContain("ruleset-closed");
});
