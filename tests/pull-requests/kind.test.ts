import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/checks/path-policy.ts";
import { classify } from "../../src/pull-requests/kind.ts";

const folder = "content/submissions/rehearsal-v1/2026-02-01-x";
const other = "content/submissions/rehearsal-v1/2026-02-02-y";
const added = (path: string, mode = "100644"): Change => ({ status: "A", path, mode });
const modified = (path: string): Change => ({ status: "M", path, mode: "100644" });
const deleted = (path: string): Change => ({ status: "D", path, mode: "000000" });
const entry = [added(`${folder}/result.json`), added(`${folder}/run-1.jsonl`)];
const measured = [added(`${folder}/verification.json`), added(`${folder}/samples-1.png`)];

const kinds: [string, readonly Change[], string][] = [
  ["one new folder", entry, "submission"],
  ["code", [modified("src/site.ts")], "ordinary"],
  ["nothing", [], "ordinary"],
  ["minutes", [added("content/meetings/2026-02-01.mdx")], "ordinary"],
  ["an entry and code", [...entry, modified("package.json")], "mixed"],
  ["two entries", [...entry, added(`${other}/result.json`)], "mixed"],
  ["a file of an entry that is there", [modified(`${folder}/result.json`)], "mixed"],
  ["an entry taken away", [deleted(`${folder}/result.json`)], "mixed"],
  ["an entry with a link", [...entry, added(`${folder}/log.jsonl`, "120000")], "mixed"],
  ["an entry with a submodule", [...entry, added(`${folder}/x`, "160000")], "mixed"],
  ["a ruling", [added(`${folder}/rulings.yaml`)], "ruling"],
  [
    "rulings on two entries",
    ["x", "y"].map((id) => modified(`content/submissions/r/${id}/rulings.yaml`)),
    "ruling",
  ],
  ["a ruling and code", [modified(`${folder}/rulings.yaml`), modified("src/site.ts")], "mixed"],
  ["a ruling that is a link", [added(`${folder}/rulings.yaml`, "120000")], "mixed"],
  ["a measurement", measured, "verification"],
  [
    "measurements of two entries",
    [...measured, modified(`${other}/verification.json`)],
    "verification",
  ],
  ["an entry with its measurement", [...entry, ...measured], "verification"],
  [
    "an entry with its measurement and ruling",
    [...entry, ...measured, added(`${folder}/rulings.yaml`)],
    "verification",
  ],
  ["an entry with a ruling of its own", [...entry, added(`${folder}/rulings.yaml`)], "mixed"],
  ["an entry with another's measurement", [...entry, added(`${other}/verification.json`)], "mixed"],
  [
    "a new measurement without the picture of the old one's notice",
    [modified(`${folder}/verification.json`), deleted(`${folder}/notice-1-duplicates.png`)],
    "verification",
  ],
  ["a picture of a notice taken away", [deleted(`${folder}/notice-1-duplicates.png`)], "mixed"],
  [
    "a sheet taken away by a new measurement",
    [modified(`${folder}/verification.json`), deleted(`${folder}/samples-1.png`)],
    "mixed",
  ],
  [
    "a picture of another entry's notice taken away",
    [modified(`${folder}/verification.json`), deleted(`${other}/notice-1-duplicates.png`)],
    "mixed",
  ],
  ["a measurement taken away", [deleted(`${folder}/verification.json`)], "mixed"],
  ["a measurement and code", [...measured, modified("kernel/x.py")], "mixed"],
  ["a folder in a folder", [...entry, added(`${folder}/deeper/x.json`)], "mixed"],
  ["something beside the entries", [added("content/submissions/README.md")], "mixed"],
];

describe("what a pull request is", () => {
  test.each(kinds)("%s", (_, changes, kind) => {
    const found = classify(changes);
    expect(found.kind).toBe(kind);
    expect(found.findings.length > 0).toBe(kind === "mixed");
  });

  test("the folders it touches, sorted", () => {
    expect(classify([...entry, added(`${other}/result.json`)]).folders).toEqual([folder, other]);
  });
});

const path = fc.constantFrom(
  ...["result.json", "verification.json", "rulings.yaml", "samples-1.png", "a/b"].flatMap(
    (name) => [`${folder}/${name}`, `${other}/${name}`],
  ),
  "src/site.ts",
  "content/rulesets/x/ruleset.yaml",
);
const change = fc.record({
  path,
  status: fc.constantFrom("A", "M", "D", "T"),
  mode: fc.constantFrom("100644", "120000", "100755", "160000"),
});

test("the order of changes never matters, and no pull request with code is anything but mixed or ordinary", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(change, { selector: (one) => one.path, maxLength: 8 }),
      (changes) => {
        const found = classify(changes);
        expect(classify(changes.toReversed()).kind).toBe(found.kind);
        const outside = changes.some((one) => !one.path.startsWith("content/submissions/"));
        if (outside) expect(["mixed", "ordinary"]).toContain(found.kind);
        const special = changes.some(({ mode }) => mode !== "100644");
        const inside = changes.some((one) => one.path.startsWith("content/submissions/"));
        if (special && inside) expect(found.kind).toBe("mixed");
      },
    ),
    { numRuns: 500, seed: 4 },
  );
});
