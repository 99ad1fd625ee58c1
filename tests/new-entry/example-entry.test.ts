import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkSubmission } from "../../src/checks/index.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { readSubmission } from "../../src/content-tree/read-submission.ts";
import { renderText } from "../../src/findings/render/text.ts";
import { exampleEntry } from "../../src/new-entry/example-entry.ts";

const { rulesets } = readRulesets("content");
const cases = rulesets.flatMap((ruleset) =>
  ruleset.tracks.flatMap((track) => {
    const files = exampleEntry(ruleset, track);
    return files === null ? [] : [{ ruleset: ruleset.id, track: track.id, files }];
  }),
);

/** Checks the files as they would lie in a submission folder. */
async function findingsOf(ruleset: string, files: ReadonlyMap<string, string>) {
  const work = mkdtempSync(join(tmpdir(), "imagegen-example-"));
  try {
    const folder = join(work, ruleset, "2026-01-31-example");
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const submission = await readSubmission(folder);
    return checkSubmission(submission, { rulesets, entries: [], today: "2026-02-01" });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

test("every published version has an example, or entries with samples in their folders", () => {
  const open = rulesets.filter(({ status }) => status === "published");
  const shown = new Set(cases.map(({ ruleset }) => ruleset));
  expect(open.filter(({ id, limits }) => !shown.has(id) && !limits.samples_in_folder)).toEqual([]);
});

describe("an example passes the check it is an example for", () => {
  test.each(cases)("$ruleset, $track", async ({ ruleset, files }) => {
    expect(renderText(await findingsOf(ruleset, files))).toBe("");
  });
});

test("an example that says something else than its log does not pass", async () => {
  const [one] = cases;
  if (!one) throw new Error("there is an example");
  const spoiled = new Map(one.files);
  spoiled.set(
    "result.json",
    (spoiled.get("result.json") ?? "").replace('"clock_seconds": 375', '"clock_seconds": 370'),
  );
  expect((await findingsOf(one.ruleset, spoiled)).map(({ code }) => code)).toContain(
    "claim-clock-mismatch",
  );
});
