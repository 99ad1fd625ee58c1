import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { EvaluationPoint, LogSummary } from "../../src/logs/summary.ts";
import type { Entry } from "../../src/registry/types.ts";
import type { Result } from "../../src/schemas/result.ts";
import { type Ruleset, rulesetSchema } from "../../src/schemas/ruleset.ts";
import type { Ruling, Timing } from "../../src/schemas/rulings.ts";
import type { Verification } from "../../src/schemas/verification.ts";

/** The rehearsal ruleset, as published: registry tests run on real rules. */
export const ruleset: Ruleset = rulesetSchema.parse(
  parse(
    readFileSync(
      new URL("../../content/rulesets/rehearsal-v1/ruleset.yaml", import.meta.url),
      "utf8",
    ),
  ),
);

const pinned = (name: string) => ruleset.kernel?.digests[name] ?? hex(0);
const hex = (seed: number) => seed.toString(16).padStart(64, "0");

/** A log that reaches the target at `clock`, and is above it ten seconds before. */
export function log(clock: number): LogSummary {
  const point = (at: number, fd: number, line: number): EvaluationPoint => ({
    line,
    clock: at,
    step: line * 100,
    samples: line * 12800,
    metrics: { fd_digits: fd, label_accuracy: 0.97 },
  });
  return {
    lines: 3,
    bytes: 300,
    seed: 1,
    startedAt: null,
    endedAt: null,
    longestGap: null,
    secondStart: null,
    evaluations: [
      point(Math.max(clock - 10, 0), 50, 1),
      point(clock, 1.4, 2),
      point(clock + 1, 1.3, 3),
    ],
    curve: [],
    last: null,
    problems: [],
    problemCount: 0,
  };
}

export type Sketch = {
  readonly id: string;
  readonly clocks?: readonly number[];
  readonly openedAt?: string;
  readonly verdict?: Verification["verdict"] | null;
  /** Decisions, made on the entry's day or, as "retract 2026-11-20", on another. */
  readonly rulings?: readonly (Ruling["decision"] | `${Ruling["decision"]} ${string}`)[];
  readonly waives?: Ruling["waives"];
  readonly verifiedAt?: string;
  readonly track?: string;
  readonly hardware?: string;
  readonly usd?: number;
  /** What the kernel measured, where it differs from 1.45 and 0.96. */
  readonly measured?: Readonly<Record<string, number>>;
  readonly timings?: readonly Timing[];
  readonly basedOn?: readonly string[];
};

function verificationOf(
  { id, measured: values, verifiedAt }: Sketch,
  seeds: readonly number[],
  verdict: Verification["verdict"],
): Verification {
  const measured = { fd_digits: 1.45, kd_digits: 0.01, label_accuracy: 0.96, ...values };
  return {
    schema: 1,
    submission: id,
    ruleset: ruleset.id,
    kernel: { version: "1", source_sha256: hex(1) },
    samples: { sha256: hex(2), count: 1000 * seeds.length },
    reference: { name: "digits-train", sha256: pinned("digits-train") },
    features: { name: "digits-cnn-1", sha256: pinned("digits-cnn-1") },
    measured,
    claimed: measured,
    tolerance: {},
    verdict,
    reasons: [],
    runs: seeds.map((seed) => ({
      seed,
      samples: { sha256: hex(seed), expected_sha256: hex(seed), count: 1000 },
      measured,
      claimed: measured,
      verdict,
      reasons: [],
      checks: [],
    })),
    environment: {
      accelerator: "none",
      driver: null,
      frameworks: {},
      python: "3.11",
      platform: "test",
    },
    started_at: verifiedAt ?? `${id.slice(0, 10)}T12:00:00Z`,
    duration_seconds: 1,
    run_url: null,
  };
}

function resultOf(
  { track = "basic", hardware = "2-cpu-cores", usd, id, basedOn }: Sketch,
  clocks: readonly number[],
): Result {
  return {
    ruleset: ruleset.id,
    track,
    title: id,
    date: id.slice(0, 10),
    submitters: [{ name: "Test", github: "test" }],
    code: { repository: "https://example.org/code", commit: hex(5).slice(24), license: "MIT" },
    model: { architecture: "DiT", parameters: 300_000, changes: [] },
    external_modules: [],
    hardware: { class: hardware, accelerator: "CPU", count: 1, nodes: 1, usd_per_hour: usd },
    training: {
      dataset: "digits-train",
      resolution: 8,
      batch_size: 128,
      optimizer: "AdamW",
      precision: "float32",
    },
    sampling: { steps: 20, guidance: "none", sampler: "euler", seed: 0 },
    runs: clocks.map((clock, index) => ({
      seed: index + 1,
      log: `run-${index + 1}.jsonl`,
      claim: {
        clock_seconds: clock,
        samples_seen: 25_600,
        metrics: { fd_digits: 1.4, label_accuracy: 0.97 },
      },
      samples: {
        uri: `samples-${index + 1}.npz`,
        sha256: hex(index + 1),
        count: 1000,
        format: "npz",
      },
    })),
    statements: Object.fromEntries(
      Object.keys(ruleset.statements).map((key) => [key, true as const]),
    ),
    ...(basedOn ? { based_on: [...basedOn] } : {}),
  };
}

/** An entry from a few words; by default verified, three runs, 60 s. */
export function entry(sketch: Sketch): Entry {
  const clocks = sketch.clocks ?? [60, 60, 60];
  const verdict = sketch.verdict === undefined ? "confirmed" : sketch.verdict;
  const seeds = clocks.map((_, index) => index + 1);
  const decisions = sketch.rulings ?? ["accept"];
  return {
    id: sketch.id,
    ruleset: ruleset.id,
    path: `submissions/${ruleset.id}/${sketch.id}`,
    result: resultOf(sketch, clocks),
    logs: clocks.map(log),
    verification: verdict === null ? null : verificationOf(sketch, seeds, verdict),
    rulings: {
      pull_request: sketch.openedAt ? { opened_at: sketch.openedAt, url: null } : undefined,
      rulings: decisions.map((words) => ({
        decision: words.split(" ")[0] as Ruling["decision"],
        date: words.split(" ")[1] ?? sketch.id.slice(0, 10),
        waives: sketch.waives,
        ruleset: ruleset.id,
        clauses: [],
        techniques: [],
        reason: "test",
        by: ["test"],
        recused: [],
        link: null,
      })),
      timings: sketch.timings ? [...sketch.timings] : undefined,
    },
    readme: null,
    files: [{ name: "result.json", bytes: 1, sha256: hex(9) }],
  };
}
