import { expect, test } from "vitest";
import { knownTechniques } from "../../src/new-entry/known-techniques.ts";

const example = (technique: string | undefined, allowed: boolean) => ({
  clause: "R1",
  allowed,
  case: "Somebody does something.",
  because: "The clause says so.",
  technique,
});

test("names that entries declare come first, the most frequent of them at the top", () => {
  const declared = [["ema"], ["muon", "ema"], ["muon", "muon"], ["aurora"], ["muon"]];
  expect(knownTechniques(declared, [])).toEqual(["muon", "ema", "aurora"]);
});

test("names of worked cases follow where the rules allow the case, and nothing comes twice", () => {
  const examples = [
    example("warm-up", true),
    example("cherry-picking", false),
    example(undefined, true),
    example("augmentation", true),
    example("muon", true),
  ];
  expect(knownTechniques([["muon"]], examples)).toEqual(["muon", "augmentation", "warm-up"]);
  expect(knownTechniques([], [])).toEqual([]);
});
