import { resultSchemaPath } from "../schemas/publish.ts";
import type { Bound, Ruleset, Track } from "../schemas/ruleset.ts";
import { permanentUrl } from "../site.ts";
import { blankResult } from "./blank-submission.ts";

const DATE = "2026-01-31";
const BATCH = 256;
const STEPS = 1000;
const SECONDS_PER_STEP = 0.5;
/** Evaluation points of the made-up run, as shares of it; the target holds at the last but one. */
const EVALUATED = [0.25, 0.5, 0.75, 1];
/** How far each point is from its bound: above 1 it misses, below it holds. */
const DISTANCE = [2, 1.2, 0.98, 0.9];

/**
 * A made-up entry that passes the check under one track, to show the form: its files by name. Null
 * where it would take samples in the folder or the version takes no entries.
 */
export function exampleEntry(ruleset: Ruleset, track: Track): Map<string, string> | null {
  if (ruleset.status !== "published" || ruleset.limits.samples_in_folder) return null;
  const runs = Array.from({ length: ruleset.runs.minimum }, (_, index) => index + 1);
  const schema = permanentUrl(`schemas/${resultSchemaPath(ruleset.id, track.id)}`);
  const files = new Map([
    ["result.json", `${JSON.stringify(exampleResult(ruleset, track, schema), null, 2)}\n`],
    ["README.md", README],
  ]);
  for (const run of runs) files.set(`run-${run}.jsonl`, exampleLog(ruleset, track, run));
  return files;
}

const README = `# An example, made up to show the form

Nobody trained this.

## What changed

One paragraph on what is new against the entry it builds on.

## How it was made

The command, at the commit that result.json names.
`;

/** What the made-up run measures; a track without a target shows the ruleset's first metric. */
function boundsOf({ metrics: [metric] }: Ruleset, { target, guards }: Track): Bound[] {
  const bounds = [target, ...guards].filter((bound) => bound !== undefined);
  if (bounds.length > 0 || !metric) return bounds;
  return [{ metric: metric.id, value: 10, provisional: false }];
}

/** A value that many times as far off as its bound, on the side that the metric's direction has. */
function valueAt(ruleset: Ruleset, bound: Bound, distance: number): number {
  const higher = ruleset.metrics.find(({ id }) => id === bound.metric)?.direction === "max";
  return Number((higher ? bound.value / distance : bound.value * distance).toPrecision(4));
}

/** Metrics of the made-up run at one of its evaluation points. */
const metricsAt = (ruleset: Ruleset, track: Track, point: number): Record<string, number> =>
  Object.fromEntries(
    boundsOf(ruleset, track).map((bound) => [
      bound.metric,
      valueAt(ruleset, bound, DISTANCE[point] ?? 1),
    ]),
  );

/** The evaluation point that stops the clock. */
const CLAIMED = 2;
const stepAt = (point: number) => STEPS * (EVALUATED[point] ?? 1);

function exampleLog(ruleset: Ruleset, track: Track, seed: number): string {
  const rows: object[] = [
    { event: "start", clock: 0, step: 0, samples: 0, seed, time: `${DATE}T12:00:00Z` },
  ];
  for (let step = 50; step <= STEPS; step += 50) {
    const clock = step * SECONDS_PER_STEP;
    const samples = step * BATCH;
    const loss = Number((0.2 + 0.8 / (1 + step / 100) + 0.001 * ((step * seed) % 7)).toFixed(4));
    rows.push({ event: "step", clock, step, samples, loss, lr: 0.0001 });
    const point = EVALUATED.indexOf(step / STEPS);
    if (point < 0) continue;
    const metrics = metricsAt(ruleset, track, point);
    rows.push(
      { event: "pause", clock, note: "evaluation" },
      { event: "eval", clock, step, samples, metrics },
      { event: "resume", clock },
    );
  }
  rows.push({
    event: "end",
    clock: STEPS * SECONDS_PER_STEP,
    step: STEPS,
    samples: STEPS * BATCH,
    time: `${DATE}T12:10:00Z`,
  });
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function exampleResult(ruleset: Ruleset, track: Track, schema: string) {
  const blank = blankResult(ruleset, track, DATE, schema);
  const [hardware] = ruleset.hardware_classes;
  return {
    ...blank,
    title: "An example, made up to show the form",
    submitters: [{ name: "Your Name", github: "your-account" }],
    code: {
      repository: "https://github.com/your-account/your-code",
      commit: "0123456789abcdef0123456789abcdef01234567",
      license: "Apache-2.0",
    },
    model: {
      architecture: "DiT, depth 12, width 768, patch 2",
      parameters: 130_000_000,
      changes: ["what is new, one line each"],
    },
    ...("external_modules" in blank
      ? {
          external_modules: [
            {
              name: "DINOv2-B/14",
              role: "target of the alignment loss",
              source: "https://github.com/facebookresearch/dinov2",
              digest: "0".repeat(64),
            },
          ],
        }
      : {}),
    hardware: {
      class: hardware?.id ?? "other",
      accelerator: hardware?.accelerator ?? "the device's name",
      count: hardware?.count ?? 1,
      nodes: 1,
      ...("usd_per_hour" in blank.hardware ? { usd_per_hour: 2 } : {}),
    },
    training: {
      ...blank.training,
      resolution: ruleset.task.resolution ?? 256,
      batch_size: BATCH,
      optimizer: "AdamW, lr 1e-4",
      precision: "bf16",
    },
    sampling: {
      steps: ruleset.task.sampling_steps ?? 100,
      guidance: "none",
      sampler: "euler",
      seed: 0,
    },
    runs: blank.runs.map(({ log, samples }, index) => ({
      seed: index + 1,
      log,
      claim: {
        clock_seconds: stepAt(CLAIMED) * SECONDS_PER_STEP,
        samples_seen: stepAt(CLAIMED) * BATCH,
        metrics: metricsAt(ruleset, track, CLAIMED),
      },
      samples: {
        ...samples,
        uri: `https://huggingface.co/your-account/your-samples/resolve/main/samples-${index + 1}.npz`,
        sha256: String(index + 1)
          .repeat(64)
          .slice(0, 64),
        count: ruleset.task.samples ?? 50_000,
      },
    })),
    statements: Object.fromEntries(Object.keys(ruleset.statements).map((id) => [id, true])),
    ...("notes" in blank ? { notes: "What a reviewer should know." } : {}),
  };
}
