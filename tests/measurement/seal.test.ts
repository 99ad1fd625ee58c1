import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { evaluationRequest } from "../../src/measurement/request.ts";
import { contested, disagreements, echoProblems } from "../../src/measurement/seal.ts";
import { resultSchema } from "../../src/schemas/result.ts";
import { type Verification, verificationSchema } from "../../src/schemas/verification.ts";

// A real entry, and what the kernel really answered for it.
const id = "2026-11-23-nano-dit-plain";
const folder = `content/submissions/rehearsal-v1/${id}`;
const ruleset = readRulesets("content").rulesets.find((one) => one.id === "rehearsal-v1");
if (!ruleset) throw new Error("there is no rehearsal ruleset");
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const result = resultSchema(ruleset, "basic").parse(read("result.json"));
const files = new Map(result.runs.map(({ seed }) => [seed, `samples-${seed}.npz`]));
const request = evaluationRequest(id, ruleset, result, files);
const answer = verificationSchema.parse(read("verification.json"));

type Spoil = (copy: Verification) => void;
const spoiled = (spoil: Spoil): Verification => {
  const copy = structuredClone(answer) as Verification;
  spoil(copy);
  return copy;
};
const run = (copy: Verification) => {
  const [first] = copy.runs;
  if (!first) throw new Error("no runs");
  return first as { -readonly [key in keyof typeof first]: (typeof first)[key] };
};
type Writable = { -readonly [key in keyof Verification]: Verification[key] };

describe("an answer is an echo of its request and a verdict that follows", () => {
  test("what the kernel answered is taken", () => {
    expect(echoProblems(request, answer)).toEqual([]);
  });

  test.each<[string, Spoil, string]>([
    [
      "another entry",
      (copy) => ((copy as Writable).submission = "x"),
      `submission: asked for "${id}", answered "x"`,
    ],
    [
      "another ruleset",
      (copy) => ((copy as Writable).ruleset = "x"),
      'ruleset: asked for "rehearsal-v1", answered "x"',
    ],
    [
      "another kernel",
      (copy) => ((copy as Writable).kernel = { ...copy.kernel, version: "9" }),
      'kernel version: asked for "1", answered "9"',
    ],
    ["a run left out", (copy) => copy.runs.pop(), "seeds: asked for [1,2,3], answered [1,2]"],
    [
      "a wider tolerance",
      (copy) => (copy.tolerance["fd_digits"] = { relative: 1 }),
      'tolerances: asked for {"fd_digits":{"relative":0.005}',
    ],
    [
      "a claim of its own",
      (copy) => (run(copy).claimed["fd_digits"] = 0.1),
      "seed 1: the claim is not the one sent",
    ],
    [
      "other samples",
      (copy) => (run(copy).samples = { ...run(copy).samples, expected_sha256: "0".repeat(64) }),
      "seed 1: another samples digest was expected",
    ],
    [
      "confirmed on other samples",
      (copy) => (run(copy).samples = { ...run(copy).samples, sha256: "0".repeat(64) }),
      "seed 1: confirmed, but the samples' digest is another",
    ],
    [
      "confirmed on too few",
      (copy) => (run(copy).samples = { ...run(copy).samples, count: 10 }),
      "seed 1: confirmed on 10 samples of 1000",
    ],
    [
      "confirmed, though the values differ",
      (copy) => (run(copy).measured["fd_digits"] = 99),
      "seed 1: fd_digits: claimed 1.28021865, measured 99; they may differ by",
    ],
    [
      "confirmed without a value",
      (copy) => delete run(copy).measured["fd_digits"],
      "seed 1: fd_digits was not measured",
    ],
    [
      "refuted, though the values agree",
      (copy) => {
        run(copy).verdict = "refuted";
        (copy as Writable).verdict = "refuted";
      },
      "seed 1: refuted, but every value is within its tolerance",
    ],
    [
      "a better verdict than its runs'",
      (copy) => (run(copy).verdict = "inconclusive"),
      "verdict: confirmed over inconclusive runs",
    ],
  ])("%s is not", (_, spoil, problem) => {
    const problems = echoProblems(request, spoiled(spoil));
    expect(
      problems.some((told) => told.startsWith(problem)),
      problems.join("\n"),
    ).toBe(true);
  });
});

describe("two machines", () => {
  test("that agree", () => {
    expect(disagreements(request, answer, answer)).toEqual([]);
    const close = spoiled(
      (copy) => (run(copy).measured["fd_digits"] = (run(copy).measured["fd_digits"] ?? 0) * 1.0004),
    );
    expect(disagreements(request, answer, close)).toEqual([]);
  });

  test("that differ in what the ruleset does not ask for, which decides nothing", () => {
    const [one, other] = [6.1, 6.2].map((value) =>
      spoiled((copy) => (run(copy).measured["sfid_1k"] = value)),
    );
    expect(one && other && disagreements(request, one, other)).toEqual([]);
    // One that did not measure it at all is another machine than was asked for.
    expect(one && disagreements(request, one, answer)).toEqual([
      "seed 1: sfid_1k is 6.1 on one machine and missing on the other",
    ]);
  });

  test("that do not: nothing is confirmed, and both values are named", () => {
    const other = spoiled((copy) => (run(copy).measured["fd_digits"] = 1.5));
    const apart = disagreements(request, answer, other);
    expect(apart).toEqual([
      `seed 1: fd_digits is ${answer.runs[0]?.measured["fd_digits"]} on one machine and 1.5 on the other`,
    ]);
    const told = contested(answer, apart);
    expect(verificationSchema.parse(told).verdict).toBe("inconclusive");
    expect(told.reasons.at(-1)).toBe("two machines disagree; a maintainer has to look");
    // It is still an answer to its request.
    expect(echoProblems(request, told)).toEqual([]);
  });

  test("one of which measured nothing", () => {
    const empty = spoiled((copy) => (run(copy).measured = {}));
    expect(disagreements(request, answer, empty)).toHaveLength(3);
  });
});
