import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { cannotFollow } from "../../src/registry/rulings.ts";
import { rulingSchema, rulingsSchema } from "../../src/schemas/rulings.ts";
import { command } from "./command.ts";

const id = "2026-11-23-nano-dit-plain";
let content: string;
let path: string;
beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), "imagegen-rule-"));
  cpSync("content/rulesets", join(content, "rulesets"), { recursive: true });
  const folder = `submissions/rehearsal-v1/${id}`;
  cpSync(`content/${folder}`, join(content, folder), { recursive: true });
  path = join(content, folder, "rulings.yaml");
});
afterEach(() => rmSync(content, { recursive: true, force: true }));

const rule = (decision: string, ...more: string[]) =>
  command(
    "rule",
    id,
    decision,
    "--content",
    content,
    "--reason",
    "It is so.",
    "--by",
    "reviewer A",
    ...more,
  );
const written = () => rulingsSchema.parse(parse(readFileSync(path, "utf8")));

test("a dispute is written after what stands there, and the standing before and after is told", async () => {
  const before = readFileSync(path, "utf8");
  const { code, stdout } = await rule(
    "dispute",
    "--clause",
    "R4",
    "--technique",
    "warm-up",
    "--recused",
    "reviewer B",
    "--link",
    "https://example.org/1",
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(
    new RegExp(`^${id}: verified → disputed\n.*rulings\\.yaml\nCommit it on a branch`),
  );
  expect(readFileSync(path, "utf8").startsWith(before)).toBe(true);
  expect(written().rulings.at(-1)).toEqual({
    decision: "dispute",
    date: new Date().toISOString().slice(0, 10),
    ruleset: "rehearsal-v1",
    clauses: ["R4"],
    techniques: ["warm-up"],
    reason: "It is so.",
    by: ["reviewer A"],
    recused: ["reviewer B"],
    link: "https://example.org/1",
  });
});

test("what the ruleset does not let reviewers waive cannot be waived", async () => {
  expect(await rule("dispute", "--waive", "significance")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("rehearsal-v1 has no demand that reviewers may waive."),
  });
  const rules = join(content, "rulesets", "rehearsal-v1", "ruleset.yaml");
  const asked = "significance: {alpha: 0.01, waivable: systems-only}";
  writeFileSync(rules, readFileSync(rules, "utf8").replace("significance: null", asked));
  expect((await rule("dispute", "--waive", "significance")).code).toBe(0);
  expect(written().rulings.at(-1)?.waives).toEqual(["significance"]);
});

test("the first ruling makes the file", async () => {
  rmSync(path);
  expect((await rule("accept", "--reply", "Thank you.")).code).toBe(0);
  expect(written().rulings).toHaveLength(1);
  expect(written().rulings[0]?.reply).toBe("Thank you.");
});

test("comments and the way it was written stay", async () => {
  const text = `# Kept by hand.\nrulings:\n  - {decision: accept, date: 2026-11-24, ruleset: rehearsal-v1, reason: 'Fine.', by: [A]} # short\n`;
  writeFileSync(path, text);
  await rule("dispute");
  const now = readFileSync(path, "utf8");
  expect(now).toContain("# Kept by hand.");
  expect(now).toContain("# short");
  expect(written().rulings).toHaveLength(2);
});

test("the list need not be the last thing in the file", async () => {
  const exceptions = "exceptions:\n  - {code: log-gap, reason: known, by: [A]}\n";
  const head = readFileSync(path, "utf8");
  for (const text of [`${head}${exceptions}`, `${head}\n# Why.\n${exceptions}`, head.trimEnd()]) {
    writeFileSync(path, text);
    expect((await rule("dispute")).code).toBe(0);
    expect(written().rulings.map(({ decision }) => decision)).toEqual(["accept", "dispute"]);
    expect(written().exceptions?.length ?? 0).toBe(text.includes("exceptions") ? 1 : 0);
    // Every line that stood there stands there still, in its order.
    const lines = readFileSync(path, "utf8").split("\n").values();
    for (const line of text.split("\n")) expect(lines.some((one) => one === line)).toBe(true);
  }
});

describe("what is refused, and nothing is written", () => {
  test.each<[string, string[], string]>([
    [
      "an unknown entry",
      [id.replace("plain", "plane"), "accept", "--reason", "x", "--by", "A"],
      `There is no entry "${id.replace("plain", "plane")}". Did you mean ${id}?`,
    ],
    [
      "an unknown decision",
      [id, "ban", "--reason", "x", "--by", "A"],
      'rule takes an entry\'s id and "accept", "dispute", "resolve", "retract", "disqualify" or "reproduce".',
    ],
    [
      "no reason",
      [id, "dispute", "--by", "A"],
      "A ruling needs its reason (--reason) and who judged (--by, once for each).",
    ],
    [
      "nobody",
      [id, "dispute", "--reason", "x"],
      "A ruling needs its reason (--reason) and who judged (--by, once for each).",
    ],
    [
      "no address",
      [id, "dispute", "--reason", "x", "--by", "A", "--link", "http://x"],
      "The ruling is not complete: link",
    ],
    [
      "an unknown clause",
      [id, "dispute", "--reason", "x", "--by", "A", "--clause", "R99"],
      'rehearsal-v1 has no clause "R99"; it has "R1", "R2", "R3", "R4", "R5", "R6", "R7" or "R8".',
    ],
    [
      "a hidden character",
      [id, "dispute", "--reason", "x\u202ey", "--by", "A"],
      "The ruling is not complete: reason",
    ],
    [
      "a resolution without a dispute",
      [id, "resolve", "--reason", "x", "--by", "A"],
      `${id} cannot be ruled on like this: it is not disputed.`,
    ],
    [
      "a second acceptance",
      [id, "accept", "--reason", "x", "--by", "A"],
      `${id} cannot be ruled on like this: it was accepted already.`,
    ],
  ])("%s", async (_, args, problem) => {
    const before = readFileSync(path, "utf8");
    const { code, stderr, stdout } = await command("rule", ...args, "--content", content);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(problem);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test("anything after the end", async () => {
    await rule("retract");
    const { stderr } = await rule("accept");
    expect(stderr).toContain("it was retracted already; a correction is a new entry");
  });

  test("a broken file", async () => {
    writeFileSync(path, "rulings: {");
    const { code, stderr } = await rule("dispute");
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /cannot be added to: its rulings have to stand one below the other, each with a hyphen\./,
    );
  });
});

test("whatever rulings follow each other, nothing follows an end, and resolutions follow disputes", () => {
  const decision = fc.constantFrom(...rulingSchema.shape.decision.options);
  fc.assert(
    fc.property(fc.array(decision, { maxLength: 12 }), (wanted) => {
      const taken: { decision: (typeof wanted)[number] }[] = [];
      for (const one of wanted) {
        if (cannotFollow(taken as never, one) === null) taken.push({ decision: one });
      }
      const names = taken.map((one) => one.decision);
      const ends = names.filter((one) => one === "retract" || one === "disqualify");
      expect(ends.length).toBeLessThanOrEqual(1);
      if (ends.length === 1) expect(names.at(-1)).toBe(ends[0]);
      names.forEach((one, index) => {
        if (one === "resolve")
          expect(names.slice(0, index).findLast((name) => name !== "reproduce")).toBe("dispute");
      });
    }),
    { numRuns: 300, seed: 4 },
  );
});
