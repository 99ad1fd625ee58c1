import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { environmentPython } from "../../scripts/python-environment.ts";
import { tamper } from "../../scripts/rehearse/tamper.ts";
import { verificationSchema } from "../../src/schemas/verification.ts";
import { command, root } from "./command.ts";

// A real entry, real samples, the real kernel in its own environment, which is made on first need.
const ID = "2026-11-23-nano-dit-plain";
const published = join(root, "content", "submissions", "rehearsal-v1", ID);
const silent = { stdout: { write: () => {} }, stderr: { write: () => {} } };
let work: string;
let folder: string;

beforeAll(() => environmentPython(silent), 300_000);
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "imagegen-evaluate-test-"));
  folder = join(work, ID);
  cpSync(published, folder, { recursive: true });
  rmSync(join(folder, "verification.json"));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const verification = () =>
  verificationSchema.parse(JSON.parse(readFileSync(join(folder, "verification.json"), "utf8")));

describe("evaluate", { timeout: 60_000 }, () => {
  test("confirms a real entry, and measures what the published verification says", async () => {
    const { code, stdout } = await command("evaluate", folder);
    expect(stdout).toMatch(/^confirmed: 2026-11-23-nano-dit-plain\n/);
    expect(code).toBe(0);
    const before = verificationSchema.parse(
      JSON.parse(readFileSync(join(published, "verification.json"), "utf8")),
    );
    const { measured, runs } = verification();
    expect(measured).toEqual(before.measured);
    expect(runs).toEqual(before.runs);
    expect(readFileSync(join(folder, "samples-1.png"))).toEqual(
      readFileSync(join(published, "samples-1.png")),
    );
  });

  test("one changed byte of the samples is refuted by its digest", async () => {
    const path = join(folder, "samples-2.npz");
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
    writeFileSync(path, bytes);
    const { code, stdout } = await command("evaluate", folder);
    expect(code).toBe(1);
    const found = createHash("sha256").update(bytes).digest("hex");
    expect(stdout).toContain(`seed 2: the samples have SHA-256 ${found}, the claim names `);
    expect(verification().verdict).toBe("refuted");
  });

  test("other real samples behind a corrected digest are refuted with both numbers", async () => {
    const other = join(
      root,
      "content/submissions/rehearsal-v1/2026-11-23-nano-dit-ema/samples-1.npz",
    );
    const path = join(folder, "result.json");
    const [before, after] = [join(folder, "samples-1.npz"), other].map((file) =>
      createHash("sha256").update(readFileSync(file)).digest("hex"),
    ) as [string, string];
    writeFileSync(path, readFileSync(path, "utf8").replace(before, after));
    cpSync(other, join(folder, "samples-1.npz"));
    const { code, stdout } = await command("evaluate", folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /seed 1: fd_digits: claimed 1\.28022, measured 1\.49309; they may differ by 0\.0064/,
    );
    expect(verification().verdict).toBe("refuted");
  });

  test("samples of the right classes in the wrong order are refuted", async () => {
    tamper(folder, "samples");
    const { code, stdout } = await command("evaluate", folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/label_accuracy: claimed 0\.99, measured 0[;.]/);
  });

  test("samples that lie elsewhere are handed over with --samples", async () => {
    const elsewhere = join(work, "downloaded.npz");
    cpSync(join(folder, "samples-3.npz"), elsewhere);
    rmSync(join(folder, "samples-3.npz"));
    const without = await command("evaluate", folder);
    expect(without).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("pass each file with --samples FILE"),
    });
    expect((await command("evaluate", folder, "--samples", elsewhere)).code).toBe(0);
  });

  test("a link in place of the samples is not followed", async () => {
    rmSync(join(folder, "samples-3.npz"));
    symlinkSync(join(folder, "samples-1.npz"), join(folder, "samples-3.npz"));
    const { code, stderr } = await command("evaluate", folder);
    expect(code).toBe(2);
    expect(stderr).toContain("are not in the folder");
  });

  test("a claim that does not meet its schema is not measured at all", async () => {
    tamper(folder, "schema");
    const { code, stderr } = await command("evaluate", folder);
    expect(code).toBe(2);
    expect(stderr).toContain("does not meet its ruleset's schema");
    expect(existsSync(join(folder, "verification.json"))).toBe(false);
  });
});
