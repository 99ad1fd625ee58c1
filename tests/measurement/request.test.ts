import { expect, test } from "vitest";
import { evaluationRequest, NotMeasurable } from "../../src/measurement/request.ts";
import type { Result } from "../../src/schemas/result.ts";
import { smallRuleset } from "../components/rulesets.ts";

const digest = "d".repeat(64);
const result = {
  runs: [{ seed: 1, samples: { sha256: digest }, claim: { metrics: { fd: 2, other: 3 } } }],
} as unknown as Result;
const measurable = (kernel: object) =>
  smallRuleset({
    task: { dataset: "digits", conditioning: "class", samples: 10, sample_shape: [8, 8, 1] },
    metrics: [
      { id: "fd", name: "FD", direction: "min", measured_by: "kernel", tolerance: { absolute: 1 } },
    ],
    kernel: { version: "1", features: "net", reference: "batch", ...kernel },
  });
const asked = (kernel: object = {}) =>
  evaluationRequest("2026-02-01-x", measurable(kernel), result, new Map([[1, "samples-1.npz"]]));

test("files are named with the digests that the ruleset pins", () => {
  expect(asked().kernel).toEqual({
    version: "1",
    features: { id: "net", sha256: null },
    reference: { id: "batch", sha256: null },
  });
  expect(
    asked({ training_images: "train", digests: { net: digest, train: digest } }).kernel,
  ).toEqual({
    version: "1",
    features: { id: "net", sha256: digest },
    reference: { id: "batch", sha256: null },
    training_images: { id: "train", sha256: digest },
  });
});

test("only what the kernel measures is claimed before it", () => {
  expect(asked().runs).toEqual([
    { seed: 1, samples: "samples-1.npz", sha256: digest, claimed: { fd: 2 } },
  ]);
});

test("a ruleset that does not say enough measures nothing", () => {
  expect(() => evaluationRequest("x", smallRuleset(), result, new Map())).toThrow(NotMeasurable);
});
