import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { mini } from "../checks/entry.ts";
import { command } from "../scripts/command.ts";
import { wandbHistory } from "./wandb-history.ts";

const work = mkdtempSync(join(tmpdir(), "imagegen-story-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

test("from two Weights & Biases exports to an accepted folder", async () => {
  const content = join(work, "content");
  cpSync(mini, content, { recursive: true });
  const seeds = [21, 22];
  for (const seed of seeds) {
    writeFileSync(join(work, `export-${seed}.csv`), wandbHistory(seed));
    writeFileSync(join(work, `samples-${seed}.npz`), `the samples of seed ${seed}`);
    const { code, stdout } = await command(
      "import",
      "wandb",
      join(work, `export-${seed}.csv`),
      "-o",
      join(work, `run-${seed}.jsonl`),
      "--seed",
      String(seed),
      "--batch",
      "128",
      "--metric",
      "fd_digits=val/FD",
      "--metric",
      "label_accuracy=val/accuracy",
    );
    expect(code).toBe(0);
    expect(stdout).toContain("40 steps and 5 evaluation points");
  }
  const begun = await command(
    "new",
    "2026-02-20-from-wandb",
    "--ruleset",
    "mini-v1",
    "--track",
    "basic",
    "--content",
    content,
    ...seeds.flatMap((seed) => [
      "--from-log",
      join(work, `run-${seed}.jsonl`),
      "--samples",
      join(work, `samples-${seed}.npz`),
    ]),
  );
  expect(begun.code).toBe(0);
  const folder = join(content, "submissions", "mini-v1", "2026-02-20-from-wandb");
  const before = await command("check", folder, "--content", content);
  expect(before.code).toBe(1);

  // What the findings ask for, filled in by a person: each blank names what belongs there.
  const result = JSON.parse(readFileSync(join(folder, "result.json"), "utf8"));
  Object.assign(result, { title: "Carried over from Weights & Biases" });
  result.submitters = [{ name: "Test Person", github: "test-person" }];
  result.code = {
    repository: "https://github.com/example/x",
    commit: "a".repeat(40),
    license: "MIT",
  };
  result.model = { architecture: "DiT, depth 4, width 64", parameters: 300_000, changes: [] };
  result.hardware = { class: "2-cpu-cores", accelerator: "CPU", count: 1, nodes: 1 };
  Object.assign(result.training, { batch_size: 128, optimizer: "AdamW", precision: "float32" });
  Object.assign(result.sampling, { guidance: "none", sampler: "euler", seed: 0 });
  for (const name of Object.keys(result.statements)) result.statements[name] = true;
  writeFileSync(join(folder, "result.json"), JSON.stringify(result, null, 2));

  const { code, stdout } = await command("check", folder, "--content", content);
  expect(stdout).toBe("accepted: 2026-02-20-from-wandb, 2 runs, 42.1 s to target on average\n");
  expect(code).toBe(0);
});
