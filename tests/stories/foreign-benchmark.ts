import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { command } from "../scripts/command.ts";

/** Another benchmark as a content tree: a ruleset folder and imported logs, and no code. */

export type ForeignRules = {
  readonly id: string;
  readonly metric: { readonly id: string; readonly direction: "min" | "max" };
  readonly target: number;
  readonly runs: object;
};

export type ForeignEntry = {
  readonly id: string;
  readonly logs: readonly string[];
  /** The claim of a run, from the evaluation points of its canonical log. */
  readonly claim: (points: readonly Point[]) => Point | undefined;
};

export type Point = {
  readonly clock: number;
  readonly samples: number;
  readonly metrics: Readonly<Record<string, number>>;
};

export function writeRules(content: string, { id, metric, target, runs }: ForeignRules): void {
  mkdirSync(join(content, "rulesets", id), { recursive: true });
  const ruleset = {
    id,
    cycle: "2026h1",
    title: id,
    summary: "Another benchmark's task, as data.",
    status: "published",
    published: "2026-01-01",
    question: "What is the shortest training time to the threshold?",
    task: { dataset: "theirs", conditioning: "none" },
    axes: { primary: "clock_seconds", secondary: ["samples_seen"] },
    metrics: [{ ...metric, name: metric.id, measured_by: "submitter" }],
    clock: { counts: ["training"], excludes: ["evaluation"] },
    runs,
    record: { margin_relative: 0 },
    hardware_classes: [{ id: "any", name: "any" }],
    statements: { rules_read: "The rules were read." },
    kernel: null,
    tracks: [
      {
        id: "training",
        title: "Training",
        ranked: true,
        target: { metric: metric.id, value: target },
      },
    ],
  };
  writeFileSync(join(content, "rulesets", id, "ruleset.yaml"), stringify(ruleset));
  writeFileSync(join(content, "rulesets", id, "index.mdx"), `# ${id}\n`);
}

/** Imports the logs of an entry by the command line and writes its folder. */
export async function writeEntry(
  content: string,
  ruleset: string,
  dialect: string,
  batch: number,
  { id, logs, claim }: ForeignEntry,
): Promise<void> {
  const folder = join(content, "submissions", ruleset, id);
  mkdirSync(folder, { recursive: true });
  const runs = [];
  for (const [index, log] of logs.entries()) {
    const name = `run-${index + 1}.jsonl`;
    const out = join(folder, name);
    const how = ["--batch", String(batch), "--seed", String(index + 1)];
    const { code, stderr } = await command("import", dialect, log, "-o", out, ...how);
    if (code !== 0) throw new Error(stderr);
    const events = readFileSync(out, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const point = claim(events.filter(({ event }) => event === "eval"));
    if (!point) continue;
    runs.push({
      seed: index + 1,
      log: name,
      claim: { clock_seconds: point.clock, samples_seen: point.samples, metrics: point.metrics },
      samples: {
        uri: `https://zenodo.org/records/1/files/${id}-${index}.npz`,
        sha256: createHash("sha256").update(`${id} ${index}`).digest("hex"),
        count: 1,
        format: "npz",
      },
    });
  }
  const result = {
    ruleset,
    track: "training",
    title: id,
    date: id.slice(0, 10),
    submitters: [{ name: "Their submitter", github: "theirs" }],
    code: { repository: "https://example.org/code", commit: "0".repeat(40), license: "MIT" },
    model: { architecture: "theirs", parameters: 1_000_000, changes: [] },
    hardware: { class: "any", accelerator: "theirs", count: 1, nodes: 1 },
    training: {
      dataset: "theirs",
      resolution: 32,
      batch_size: batch,
      optimizer: "theirs",
      precision: "theirs",
    },
    sampling: { steps: 1, guidance: "none", sampler: "none", seed: 0 },
    runs,
    statements: { rules_read: true },
  };
  writeFileSync(join(folder, "result.json"), JSON.stringify(result, null, 2));
  writeFileSync(join(folder, "README.md"), `# ${id}\n`);
}
