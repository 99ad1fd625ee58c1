import type { Server } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { serveSite } from "../../scripts/static-server.ts";
import { launchBrowser } from "./browser.ts";
import { violations, visit } from "./visit.ts";

let browser: Browser;
let server: Server;
let url: string;
beforeAll(async () => {
  browser = await launchBrowser();
  ({ server, url } = await serveSite(inject("site"), 0));
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** Opens the search, types, and waits for the first result. */
async function search(page: Page, words: string): Promise<void> {
  await page.locator("button[data-open-modal]").click();
  await page.locator("dialog input[type=text]").fill(words);
  await page.locator("dialog .pagefind-ui__result-link").first().waitFor();
}
const results = (page: Page) =>
  page
    .locator("dialog .pagefind-ui__result-title a")
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
    await visit(browser, url, {}, async (page, trouble) => {
      await search(page, words);
      expect((await results(page)).slice(0, 3)).toContain(path);
      expect(trouble.foreign).toEqual([]);
    });
  });
});

test("it can be narrowed to one kind, and passes axe", async () => {
  await visit(browser, url, {}, async (page) => {
    await search(page, "ruleset");
    const kinds = page.locator("dialog .pagefind-ui__filter-value");
    expect(await kinds.count()).toBeGreaterThanOrEqual(5);
    const decisions = kinds.filter({ hasText: "Decision" }).locator("label");
    if (!(await decisions.isVisible())) {
      await page.locator("dialog summary", { hasText: "Kind" }).click();
    }
    await decisions.click();
    await page.locator("dialog .pagefind-ui__message", { hasText: /result/ }).waitFor();
    await expect
      .poll(async () => (await results(page)).every((path) => path.startsWith("/decisions/")))
      .toBe(true);
    expect((await results(page)).length).toBeGreaterThan(0);
    // Pagefind names its own field by its title alone.
    expect(await violations(page, [".pagefind-ui__search-input"])).toEqual([]);
  });
});
