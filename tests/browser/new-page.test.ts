import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { mini } from "../checks/entry.ts";
import { command } from "../scripts/command.ts";
import { wandbHistory } from "../stories/wandb-history.ts";
import { launchBrowser } from "./browser.ts";
import { fixtureBase } from "./build-sites.ts";
import { serveStrictly } from "./check-page.ts";
import { declarer, hostileText } from "./hostile.ts";
import { overflow, type Trouble, violations, visit } from "./visit.ts";

let browser: Browser;
let server: Server;
let address: string;
let folder: string;
beforeAll(async () => {
  browser = await launchBrowser();
  const served = await serveStrictly(inject("fixtureHost"));
  server = served.server;
  address = new URL(`${fixtureBase}submit/new/`, served.url).href;
  folder = mkdtempSync(join(tmpdir(), "imagegen-new-page-"));
  for (const seed of [21, 22]) {
    writeFileSync(join(folder, `export-${seed}.csv`), wandbHistory(seed));
    writeFileSync(join(folder, `samples-${seed}.npz`), `the samples of seed ${seed}`);
  }
});
afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (look: (page: Page, trouble: Trouble) => Promise<void>, options = {}) =>
  visit(browser, address, options, look);

const verdict = (page: Page) => page.locator(".verdict").textContent();
async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
}
const rowOf = (page: Page, name: string) => page.locator(".log-row", { hasText: name });

/** What no log knows, of an entry that is all right. */
const told = {
  Title: "Carried over from Weights & Biases",
  "Your name": "Test Person",
  "Your GitHub account": "test-person",
  "Address of the training code": "https://github.com/example/x",
  "Commit that was run": "a".repeat(40),
  Licence: "MIT",
  Architecture: "DiT, depth 4, width 64",
  "Trainable parameters": "300,000",
  "What changed": "everything",
  "Short names of these changes, if you like": "muon",
  Device: "CPU",
  "Number of devices": "1",
  "Number of machines": "1",
  "Global batch": "128",
  "Optimizer and its settings": "AdamW",
  "Number format": "float32",
  Sampler: "euler",
  Guidance: "none",
  "Seed of the initial noise": "0",
  "What is new": "The logs come from elsewhere.",
  "Why it should help": "It shows the way.",
  "How it was made": "python train.py",
};

test("from two Weights & Biases exports to a folder that the command line accepts", {
  timeout: 120_000,
}, async () => {
  await open(async (page, trouble) => {
    await page.locator("[data-part=contest]").selectOption("mini-v1/basic");
    await page.getByLabel("Short name of the idea").fill("2026-02-20-from-wandb");
    await fill(page, told);
    await page.getByLabel("Hardware class").selectOption("2-cpu-cores");
    for (const box of await page.locator(".field.check input").all()) await box.check();

    // The logs are recognised; what the target needs has other names in them.
    await page
      .locator("#pick-logs")
      .setInputFiles([21, 22].map((seed) => join(folder, `export-${seed}.csv`)));
    for (const seed of [21, 22]) {
      const row = rowOf(page, `export-${seed}.csv`);
      await row.getByText("40 steps, 5 evaluation points").waitFor();
      expect(await row.getByLabel("Written by").inputValue()).toBe("wandb");
      await row.getByLabel("Which of its values is FD-digits?").selectOption("val_fd");
      await row.getByLabel("Which of its values is Label accuracy?").selectOption("val_accuracy");
      await row.getByText("the target is reached at").waitFor();
      await row.getByLabel("Seed of this run").fill(String(seed));
      await row
        .getByLabel("Samples of this run")
        .setInputFiles(join(folder, `samples-${seed}.npz`));
      await row.getByText("SHA-256 ").first().waitFor();
    }
    await page.locator(".verdict.accepted").waitFor();
    expect(await verdict(page)).toBe(
      "Accepted: 2026-02-20-from-wandb, 2 runs, 42.1 s to target on average",
    );
    expect(await page.getByText("Add the files on GitHub").getAttribute("href")).toMatch(
      /upload\/main\/content\/submissions\/mini-v1\/2026-02-20-from-wandb$/,
    );
    expect(await page.locator(".ig-figure svg").count()).toBe(1);
    expect(await violations(page)).toEqual([]);

    // Downloaded, unpacked and checked by the command line: the same verdict.
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByText("Download the folder").click(),
    ]);
    expect(download.suggestedFilename()).toBe("2026-02-20-from-wandb.zip");
    const files = unzipSync(readFileSync(await download.path()));
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const made = join(folder, "content", "submissions", "mini-v1", "2026-02-20-from-wandb");
    const { code, stdout } = await command("check", made, "--content", mini);
    const result = JSON.parse(readFileSync(join(made, "result.json"), "utf8"));
    expect(result.model.techniques).toEqual(["muon"]);
    expect(stdout).toBe("accepted: 2026-02-20-from-wandb, 2 runs, 42.1 s to target on average\n");
    expect(code).toBe(0);
    expect(trouble.foreign).toEqual([]);
  });
});

test("names of techniques in use are put in by a press and taken out by another", async () => {
  await open(async (page) => {
    await page.locator("[data-part=contest]").selectOption("mini-v1/basic");
    const field = page.getByLabel("Short names of these changes");
    const offer = page
      .getByRole("group", { name: "Names in use" })
      .getByRole("button", { name: declarer.technique, exact: true });
    await field.fill("my-own");
    await offer.click();
    expect(await field.inputValue()).toBe(`my-own\n${declarer.technique}`);
    expect(await offer.getAttribute("aria-pressed")).toBe("true");
    await offer.click();
    expect(await field.inputValue()).toBe("my-own");
    await field.fill(declarer.technique);
    expect(await offer.getAttribute("aria-pressed")).toBe("true");
    expect(await violations(page)).toEqual([]);
  });
});

test("what is wrong is told at its field, and goes when it is mended", async () => {
  await open(async (page) => {
    await page.locator("[data-part=contest]").selectOption("mini-v1/basic");
    await fill(page, { Title: "x", "Commit that was run": "abc123" });
    const field = page.getByLabel("Commit that was run");
    const said = page.locator(".field", { has: field }).locator(".said");
    await said.getByText("does not have the right form").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await expect
      .poll(() => page.locator(".results").textContent())
      .toContain("Still empty: Your name");
    await field.fill("b".repeat(40));
    await expect.poll(() => said.textContent()).toBe("");
    // Nobody who is still typing is rejected, or shown what a blank is a dozen times.
    expect(await verdict(page)).toBe("Not complete yet");
    expect(await page.locator(".finding", { hasText: "blank-left" }).count()).toBe(0);
  });
});

test("what was typed survives a reload, files do not, and it can be forgotten", async () => {
  await open(async (page) => {
    await page.locator("[data-part=contest]").selectOption("mini-v1/basic");
    await fill(page, { Title: "Kept" });
    await page.locator("#pick-logs").setInputFiles(join(folder, "export-21.csv"));
    await rowOf(page, "export-21.csv").waitFor();
    await page.reload();
    await page.locator("[data-entry-page]:not([hidden])").waitFor();
    expect(await page.getByLabel("Title", { exact: true }).inputValue()).toBe("Kept");
    expect(await page.locator(".log-row").count()).toBe(0);
    await page.getByText("Forget what I typed").click();
    await page.reload();
    await page.locator("[data-entry-page]:not([hidden])").waitFor();
    expect(await page.getByLabel("Title", { exact: true }).inputValue()).toBe("");
  });
});

test("a file that is no log, and names and lines that attack, stay text", async () => {
  await open(async (page, trouble) => {
    const name = "<img src=x onerror=alert(1)>.csv";
    const attack = `"_step","_runtime","${hostileText.replaceAll('"', '""')}"\n1,1,<script>alert(1)</script>\n`;
    await page.locator("#pick-logs").setInputFiles([
      { name, mimeType: "text/csv", buffer: Buffer.from(attack) },
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("It went well.\n") },
    ]);
    await page
      .getByText("This is no log of a kind that is known here. Choose what wrote it.")
      .waitFor();
    await rowOf(page, "onerror")
      .locator(".row-status")
      .getByText(/steps|no /)
      .first()
      .waitFor();
    expect(await page.locator("[data-entry-page] :is(img, script)").count()).toBe(0);
    expect(trouble.foreign).toEqual([]);
  });
});

test.each([390, 1440])("fits %i px with logs and findings on it, and passes axe", async (width) => {
  await open(
    async (page) => {
      await page.locator("[data-part=contest]").selectOption("mini-v1/basic");
      await fill(page, { Title: "x", "Commit that was run": "abc123" });
      await page.locator("#pick-logs").setInputFiles(join(folder, "export-21.csv"));
      await page.getByText("Which of its values is FD-digits?").waitFor();
      await page.getByText("Run 1 lacks its seed").waitFor();
      await page.locator(".verdict").waitFor();
      expect(await overflow(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
    },
    { viewport: { width, height: 900 } },
  );
});
