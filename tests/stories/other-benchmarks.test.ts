import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Registry } from "../../src/registry/types.ts";
import { command } from "../scripts/command.ts";
import { type Point, writeEntry, writeRules } from "./foreign-benchmark.ts";

/** Other benchmarks need a folder with their rules, and no new code. */
const work = mkdtempSync(join(tmpdir(), "imagegen-benchmarks-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Real logs belong to others and are not kept here; see tests/logs/import/real-logs.test.ts. */
const REAL = process.env.IMAGEGEN_REAL_LOGS ?? "";
const folder = (name: string) => join(REAL, name);

const accuracy = { id: "top1accuracy", direction: "max" } as const;
const SAMPLES_PER_EPOCH = 50_000;

async function accepted(content: string, id: string, names: readonly string[]): Promise<void> {
  const folders = names.map((name) => join(content, "submissions", id, name));
  const { stdout } = await command("check", ...folders, "--content", content);
  expect(stdout.match(/^accepted: /gm), stdout).toHaveLength(names.length);
}

async function registryOf(content: string): Promise<Registry> {
  const out = join(content, "registry.json");
  const { code, stderr } = await command("registry", "--content", content, "--out", out);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(readFileSync(out, "utf8"));
}

/** The ranking of TSV logs with a metric to be maximised, and the one read off their rows. */
async function dawnbench(
  content: string,
  target: number,
  logs: readonly (readonly [string, string])[],
) {
  writeRules(content, {
    id: "cifar10",
    metric: accuracy,
    target,
    runs: { minimum: 1, aggregate: "mean", significance: null },
  });
  const expected = logs.flatMap(([id, log]) => {
    const rows = readFileSync(log, "utf8")
      .replace("\uFEFF", "")
      .trim()
      .split(/[\r\n]+/)
      .slice(1);
    const cells = rows.map((row) => row.trim().split(/\s+/).map(Number));
    const reached = cells.find(([, , value = 0]) => value >= target);
    return reached ? [{ id, seconds: (reached[1] ?? 0) * 3600 }] : [];
  });
  const reaching = new Set(expected.map(({ id }) => id));
  for (const [id, log] of logs.filter(([name]) => reaching.has(name))) {
    await writeEntry(content, "cifar10", "dawnbench", SAMPLES_PER_EPOCH, {
      id,
      logs: [log],
      claim: (points) => points.find(({ metrics }) => (metrics.top1accuracy ?? 0) >= target),
    });
  }
  await accepted(content, "cifar10", [...reaching]);
  const { submissions } = await registryOf(content);
  const byRank = submissions.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return { byRank, expected: expected.toSorted((a, b) => a.seconds - b.seconds) };
}

test("a benchmark with an accuracy to reach, from its TSV logs", async () => {
  const content = join(work, "made-up");
  const table = (rows: readonly (readonly number[])[]) =>
    ["epoch\thours\ttop1Accuracy", ...rows.map((row) => row.join("\t"))].join("\r\n");
  const tsv = {
    "2019-01-01-slow": [
      [1, 0.5, 80],
      [2, 1, 94],
      [3, 1.5, 93],
    ],
    "2019-01-02-quick": [
      [1, 0.01, 93.99],
      [2, 0.02, 94.01],
    ],
    "2019-01-03-never": [[1, 0.001, 93.9]],
  };
  const logs = Object.entries(tsv).map(([id, rows]) => {
    writeFileSync(join(work, `${id}.tsv`), table(rows));
    return [id, join(work, `${id}.tsv`)] as const;
  });
  const { byRank } = await dawnbench(content, 94, logs);
  expect(byRank.map(({ id, rank, time_to_target_seconds: time }) => [id, rank, time])).toEqual([
    ["2019-01-02-quick", 1, 72],
    ["2019-01-01-slow", 2, 3600],
  ]);
});

describe.skipIf(!existsSync(folder("dawnbench-cifar10")))("DAWNBench, CIFAR-10", () => {
  test("has its published ranking", async () => {
    const files = readdirSync(folder("dawnbench-cifar10")).filter((name) => name.endsWith(".tsv"));
    const logs = files.map((name) => {
      const path = join(folder("dawnbench-cifar10"), name);
      const { timestamp } = JSON.parse(readFileSync(path.replace(/tsv$/, "json"), "utf8"));
      const slug = name
        .replace(/\.tsv$/, "")
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-");
      return [`${timestamp}-${slug}`, path] as const;
    });
    const { byRank, expected } = await dawnbench(join(work, "cifar10"), 94, logs);
    expect(byRank.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    byRank.forEach(({ time_to_target_seconds: time }, index) => {
      expect(time).toBeCloseTo(expected[index]?.seconds ?? 0, 5);
    });
    const published = ["apple", "ajay", "kakaobrain", "baidu"];
    expect(byRank[0]?.id).toContain(published[0]);
    expect(byRank[0]?.time_to_target_seconds?.toFixed(2)).toBe("9.43");
    expect(byRank[1]?.id).toContain(published[1]);
    expect(byRank[1]?.time_to_target_seconds?.toFixed(2)).toBe("10.66");
  }, 120_000);
});

describe.skipIf(!existsSync(folder("nanogpt-speedrun")))("nanogpt speedrun", () => {
  test("has its published times and p values, from logs of a fixed length", async () => {
    const content = join(work, "nanogpt");
    writeRules(content, {
      id: "nanogpt",
      metric: { id: "val_loss", direction: "min" },
      target: 3.28,
      runs: { minimum: 1, aggregate: "mean", significance: { alpha: 0.01 }, stop: "fixed" },
    });
    const records = [
      "2024-12-04_ValueEmbed",
      "2025-09-03_FA3",
      "2026-01-04_MixedPrecisionInterweavedOptimizer",
    ];
    const ids = records.map((name) => name.toLowerCase().replace("_", "-"));
    for (const [index, name] of records.entries()) {
      const logs = readdirSync(folder(`nanogpt-speedrun/${name}`)).map((log) =>
        folder(`nanogpt-speedrun/${name}/${log}`),
      );
      const id = ids[index] ?? "";
      const claim = (points: readonly Point[]) => points.at(-1);
      await writeEntry(content, "nanogpt", "nanogpt", 524_288, { id, logs, claim });
    }
    const { submissions } = await registryOf(content);
    const shown = submissions.map(
      ({ rank, withheld, time_to_target_seconds: time, significance }) => [
        rank,
        withheld,
        time?.toFixed(3),
        significance?.n,
        significance?.p?.toFixed(4),
      ],
    );
    expect(shown).toEqual([
      // Its published p, 0.0003, is of forty runs; eight of them are here.
      [null, "not-significant", "264.610", 8, "0.2247"],
      [2, null, "163.838", 7, "0.0001"],
      [1, null, "112.825", 10, "0.0004"],
    ]);
  }, 120_000);
});
