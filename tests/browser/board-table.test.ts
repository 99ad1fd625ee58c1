import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { serveSite } from "../../scripts/static-server.ts";
import { fixtureBase } from "./build-sites.ts";
import { openedSite } from "./opened-site.ts";
import { overflow, violations, visit } from "./visit.ts";

const BOARD = "leaderboards/rehearsal-v1/basic/";
const site = openedSite("site");

const titles = (page: Page) =>
  page.locator("board-table tbody[data-rows] tr th a").allTextContents();
const status = (page: Page) => page.locator("board-table [role=status]");

test("the table is sorted by keyboard, and the address keeps what was asked", async () => {
  await visit(site.browser, new URL(BOARD, site.url).href, {}, async (page, trouble) => {
    const before = await titles(page);
    expect(before[0]).toBe("Muon for the matrices");
    const header = page.getByRole("button", { name: "Time to target" });
    await header.focus();
    await page.keyboard.press("Enter");
    await status(page).getByText("5 of 5 entries").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("th[aria-sort=descending]").waitFor();
    expect(await titles(page)).toEqual([
      "Plain nano-DiT",
      "Logit-normal time sampling",
      "Twice the learning rate",
      "Averaged weights",
      "Muon for the matrices",
    ]);
    expect(new URL(page.url()).search).toBe("?sort=-time");
    expect(await violations(page)).toEqual([]);
    expect(trouble).toEqual({ errors: [], foreign: [] });
  });
});

test("an address opens the table as it was, and everything can be shown again", async () => {
  await visit(
    site.browser,
    new URL(`${BOARD}?q=muon&standing=verified`, site.url).href,
    {},
    async (page) => {
      await status(page).getByText("1 of 5 entries").waitFor();
      expect(await titles(page)).toEqual(["Muon for the matrices"]);
      expect(await page.locator("input[name=q]").inputValue()).toBe("muon");
      expect(await page.locator("[data-whole]").first().isVisible()).toBe(false);
      await page.getByRole("button", { name: "Show all" }).click();
      await status(page).getByText("5 of 5 entries").waitFor();
      expect(new URL(page.url()).search).toBe("");
      expect(await page.locator("[data-whole]").first().isVisible()).toBe(true);
    },
  );
});

test("what is shown is what the CSV holds", async () => {
  await visit(site.browser, new URL(`${BOARD}?q=rate`, site.url).href, {}, async (page) => {
    await status(page).getByText("1 of 5 entries").waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: /as CSV/ }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await waiting).createReadStream())
      chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks).toString("utf8").trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("2026-11-23-nano-dit-learning-rate");
  });
});

test("without JavaScript the form is hidden and the rows are there; on a phone it fits", async () => {
  const address = new URL(BOARD, site.url).href;
  await visit(site.browser, address, { javaScriptEnabled: false }, async (page) => {
    expect(await page.locator("board-table form").isVisible()).toBe(false);
    expect(await titles(page)).toHaveLength(5);
  });
  const phone = { viewport: { width: 390, height: 844 }, colorScheme: "dark" } as const;
  await visit(site.browser, `${address}?sort=time`, phone, async (page) => {
    await status(page).getByText("5 of 5 entries").waitFor();
    expect(await overflow(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });
});

test("hostile titles stay text when the table is drawn anew", async () => {
  const host = await serveSite(inject("fixtureHost"), 0);
  const address = new URL(join(fixtureBase, "leaderboards/mini-v1/basic/?sort=-date"), host.url);
  await visit(site.browser, address.href, {}, async (page, trouble) => {
    await status(page).getByText("4 of 4 entries").waitFor();
    expect((await titles(page)).some((title) => title.includes("<script>"))).toBe(true);
    expect(await page.evaluate(() => "owned" in window)).toBe(false);
    expect(trouble.foreign).toEqual([]);
  });
  host.server.close();
});
