import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import {
  environmentPython,
  photographs,
  photographVariables,
} from "../../scripts/python-environment.ts";
import { verificationSchema } from "../../src/schemas/verification.ts";
import { command, root } from "./command.ts";

// An entry of 256×256 images, measured by the real networks and measures. The weights are drawn at
// random, as those of 2015 cannot be fetched in a test: other numbers, by the same way.
const COUNT = 20;
const METRIC = `fid_${COUNT}`;
const ID = "2026-02-01-first-light";
const silent = { stdout: { write: () => {} }, stderr: { write: () => {} } };
let work = "";
let content = "";
let folder = "";

function python(executable: string, ...args: string[]): void {
  const done = spawnSync(executable, args, { env: photographVariables(), encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
}

/** The miniature ruleset, but for photographs. */
function writeRuleset(): void {
  const path = join(content, "rulesets", "mini-v1", "ruleset.yaml");
  const ruleset = parse(readFileSync(path, "utf8"));
  ruleset.task = {
    ...ruleset.task,
    resolution: 256,
    samples: COUNT,
    sample_shape: [256, 256, 3],
    sample_maximum: 255,
  };
  ruleset.metrics = [
    {
      id: METRIC,
      name: "FID",
      direction: "min",
      measured_by: "kernel",
      tolerance: { relative: 0.005 },
    },
  ];
  ruleset.kernel = { version: "1", features: "practice-inception", reference: "practice-256" };
  for (const track of ruleset.tracks) {
    track.guards = undefined;
    if (track.target) track.target.metric = METRIC;
  }
  writeFileSync(path, stringify(JSON.parse(JSON.stringify(ruleset))));
}

function claim(value: number): void {
  const path = join(folder, "result.json");
  const result = JSON.parse(readFileSync(path, "utf8"));
  const [run] = result.runs;
  const bytes = readFileSync(join(folder, "samples-1.npz"));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  run.samples = { uri: "samples-1.npz", sha256, count: COUNT, format: "npz" };
  run.claim.metrics = { [METRIC]: value };
  writeFileSync(path, JSON.stringify({ ...result, runs: [run] }, null, 2));
}

const verification = () =>
  verificationSchema.parse(JSON.parse(readFileSync(join(folder, "verification.json"), "utf8")));

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "imagegen-photographs-"));
  content = join(work, "content");
  cpSync(join(root, "tests/fixtures/mini"), content, { recursive: true });
  folder = join(content, "submissions", "mini-v1", ID);
  writeRuleset();
  process.env["IMAGEGEN_KERNEL_CACHE"] = join(work, "cache");
  const executable = await environmentPython(silent, photographs);
  python(executable, "-m", "imagegen_kernel", "fetch", "practice-256", "practice-inception");
  const draw = `import sys, numpy as np
from imagegen_kernel.photographs.drawn import drawn_images
np.savez(sys.argv[1], drawn_images(5, ${COUNT}), np.arange(${COUNT}) % 10)`;
  python(executable, "-c", draw, join(work, "samples-1.npz"));
  renameSync(join(work, "samples-1.npz"), join(folder, "samples-1.npz"));
}, 900_000);
afterAll(() => {
  delete process.env["IMAGEGEN_KERNEL_CACHE"];
  rmSync(work, { recursive: true, force: true });
});

test("an entry of 256×256 is refuted with both numbers, and confirmed with the right one", async () => {
  claim(1);
  const first = await command("evaluate", folder, "--content", content);
  // On a slow machine it says how far it is.
  const others = first.stderr.replaceAll(/^[\w :]+: \d+ of \d+, \d+ a second, [\d:]+ left\n/gm, "");
  expect(others).toBe("");
  expect(first.code).toBe(1);
  const measured = verification().measured[METRIC] ?? Number.NaN;
  expect(first.stdout).toMatch(/FID: claimed 1, measured \d/);

  claim(measured);
  const second = await command("evaluate", folder, "--content", content);
  expect(second.stdout).toMatch(/^confirmed: /);
  expect(second.code).toBe(0);
  const { runs, features, reference, environment } = verification();
  expect(features.name).toBe("practice-inception");
  expect(reference.name).toBe("practice-256");
  expect(environment.frameworks["torch"]).toMatch(/^2\./);
  expect(runs[0]?.measured[METRIC], "the same file gives the same digits").toBe(measured);
  expect(runs[0]?.uncertainty?.[METRIC]).toMatchObject({ images: COUNT });
  expect(Object.keys(runs[0]?.measured ?? {})).toEqual(
    expect.arrayContaining(["inception_score", "precision", "recall", `sfid_${COUNT}`]),
  );
}, 600_000);
