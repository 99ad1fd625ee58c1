import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { serveSite } from "../../scripts/static-server.ts";
import { fixtureBase } from "./build-sites.ts";
import { openedSite } from "./opened-site.ts";
import { overflow, violations, visit } from "./visit.ts";

const site = openedSite("site");

/** Opens the search, types, and waits for the first result. */
async function search(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("searchbox", { name: "Search for" }).fill(words);
  await page.locator("site-search ol a").first().waitFor();
}
const results = (page: Page) =>
  page
    .locator("site-search ol a")
    .evaluateAll((links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
    );

describe("the search finds", () => {
  test.each([
    ["a decision by its id", "D-2026-003", "/decisions/D-2026-003/"],
    ["a decision by its words", "free-form submissions merge", "/decisions/D-2026-003/"],
    ["a check by its code", "claim-metric-mismatch", "/checks/claim-metric-mismatch/"],
    ["an entry by its title", "Muon for the matrices", "/runs/2026-11-23-nano-dit-muon/"],
    ["a word of the glossary", "glossary evaluation point", "/glossary/"],
  ])("%s", async (_, words, path) => {
    await visit(site.browser, site.url, {}, async (page, trouble) => {
      await search(page, words);
      expect((await results(page)).slice(0, 3)).toContain(path);
      expect(trouble.foreign).toEqual([]);
    });
  });
});

test("it can be narrowed to one kind, and passes axe", async () => {
  await visit(site.browser, site.url, {}, async (page) => {
    await search(page, "ruleset");
    await page.getByLabel("Among").selectOption("Decision");
    await expect
      .poll(async () => (await results(page)).every((path) => path.startsWith("/decisions/")))
      .toBe(true);
    expect((await results(page)).length).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
  });
});

test("it opens and closes by keyboard, and says when there is nothing", async () => {
  await visit(site.browser, site.url, { viewport: { width: 390, height: 844 } }, async (page) => {
    await page.keyboard.press("Control+k");
    const field = page.getByRole("searchbox", { name: "Search for" });
    await field.fill("zzzzqqqq");
    await page.getByText("Nothing is found for zzzzqqqq.").waitFor();
    expect(await overflow(page)).toEqual([]);
    // The first clears the field, as everywhere; the second closes.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await page.locator("site-search dialog").isVisible()).toBe(false);
  });
});

test("nothing of the index is fetched before somebody searches", async () => {
  await visit(site.browser, site.url, {}, async (page) => {
    await page.waitForLoadState("networkidle");
    const fetched = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );
    expect(fetched.filter((name) => name.includes("pagefind"))).toEqual([]);
  });
});

test("a hostile title stays text among the results", async () => {
  const host = await serveSite(inject("fixtureHost"), 0);
  const address = new URL(fixtureBase, host.url).href;
  await visit(site.browser, address, {}, async (page, trouble) => {
    await search(page, "window owned");
    expect(await page.locator("site-search ol").textContent()).toContain("<script>");
    expect(await page.evaluate(() => "owned" in window)).toBe(false);
    expect(await page.locator("site-search ol :is(img, script, iframe)").count()).toBe(0);
    expect(trouble.foreign).toEqual([]);
  });
  host.server.close();
});
