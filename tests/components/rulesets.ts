import { type Ruleset, rulesetSchema } from "../../src/schemas/ruleset.ts";

/** A valid ruleset with the least in it; `changes` replace its fields. */
export const smallRuleset = (changes: Record<string, unknown> = {}): Ruleset =>
  rulesetSchema.parse({
    id: "small-v1",
    cycle: "2026h1",
    title: "Small",
    summary: "The least a ruleset can be.",
    status: "published",
    published: "2026-02-01",
    question: "Which is fastest?",
    task: { dataset: "digits", conditioning: "class" },
    axes: { primary: "clock_seconds", secondary: [] },
    metrics: [
      { id: "fd", name: "FD", direction: "min", measured_by: "kernel" },
      { id: "accuracy", name: "Accuracy", direction: "max", measured_by: "kernel" },
    ],
    clock: { counts: ["training"], excludes: [] },
    runs: { minimum: 1, aggregate: "mean", significance: null },
    record: { margin_relative: 0 },
    hardware_classes: [{ id: "any", name: "any" }],
    statements: {},
    kernel: null,
    tracks: [
      { id: "basic", title: "Basic", ranked: true, target: { metric: "fd", value: 5 } },
      { id: "free-form", title: "Free form", ranked: false },
    ],
    ...changes,
  });
