import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { command } from "./command.ts";

const out = mkdtempSync(join(tmpdir(), "imagegen-rehearsal-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));
const ID = "2026-11-23-nano-dit-muon";

describe("rehearse", { timeout: 300_000 }, () => {
  test("takes a real entry from a pull request to a verified page", async () => {
    const { code, stdout } = await command("rehearse", "--out", out);
    expect(code, stdout).toBe(0);
    const steps = stdout.match(/^ ?\d+ {2}\S.*?(?= {2})/gm)?.map((line) => line.slice(4).trim());
    expect(steps).toEqual([
      "upstream",
      "pull request",
      "path policy",
      "check",
      "kernel environment",
      "evaluate",
      "ruling",
      "merge",
      "registry",
      "site",
    ]);
    expect(stdout).toContain("verified, rank 1");
    const page = readFileSync(join(out, "site", "runs", ID, "index.html"), "utf8");
    expect(page).toMatch(/verified/i);
    expect(existsSync(join(out, "site", "runs", ID, "samples-1.png"))).toBe(true);
    const { submissions } = JSON.parse(readFileSync(join(out, "registry.json"), "utf8"));
    expect(submissions.find(({ id }: { id: string }) => id === ID)).toMatchObject({
      standing: "verified",
      record: true,
    });
  });

  test("plays the first submission's story on a stand-in GitHub", async () => {
    const { code, stdout } = await command("rehearse", "--github", "--out", out);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain("#1, with three mistakes: guard success: Touches one entry's folder");
    expect(stdout).toContain("submission failure: 3 errors; the comment lists them.");
    expect(stdout).toContain("│ The kernel's verdict is **confirmed");
    expect(stdout).toContain(`1 signature proven; the record is ${ID}`);
    expect(existsSync(join(out, "site", "runs", ID, "index.html"))).toBe(true);
  });

  test.each([
    ["claim", "claim-metric-mismatch", 4],
    ["schema", "statement-missing", 4],
    ["log", "log-clock-backwards", 4],
    ["samples", "label_accuracy: claimed 0.989, measured 0.001", 6],
  ])("stops an entry whose %s was tampered with", async (how, words, step) => {
    const { code, stdout } = await command("rehearse", "--out", join(out, how), "--tamper", how);
    expect(code).toBe(1);
    expect(stdout).toContain(words);
    expect(stdout).toMatch(new RegExp(`^ ${step}  .*stopped here$`, "m"));
    expect(stdout).toContain("Nothing was merged.");
    expect(existsSync(join(out, how, "site", "index.html"))).toBe(false);
  });

  test("says which ways of tampering there are", async () => {
    const { code, stderr } = await command("rehearse", "--tamper", "everything");
    expect(code).toBe(2);
    expect(stderr).toContain("choose claim, samples, log, schema");
  });
});
