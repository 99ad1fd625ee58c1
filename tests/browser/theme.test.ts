import type { Server } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { serveSite } from "../../scripts/static-server.ts";
import { launchBrowser } from "./browser.ts";
import { visit } from "./visit.ts";

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

const picker = (page: Page) => page.getByLabel("Select theme");
const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

test("a chosen theme holds on the next page, until the reader says auto again", async () => {
  await visit(browser, url, { colorScheme: "light" }, async (page) => {
    expect(await theme(page)).toBe("light");
    await picker(page).selectOption("Dark");
    expect(await theme(page)).toBe("dark");

    await page.goto(new URL("/leaderboards/", url).href);
    expect(await theme(page)).toBe("dark");
    expect(await picker(page).inputValue()).toBe("dark");

    await picker(page).selectOption("Auto");
    expect(await theme(page)).toBe("light");
    await page.reload();
    expect([await theme(page), await picker(page).inputValue()]).toEqual(["light", "auto"]);
  });
});

test("auto follows the system while the page is open; a choice does not", async () => {
  await visit(browser, url, { colorScheme: "light" }, async (page) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    await picker(page).selectOption("Light");
    await page.emulateMedia({ colorScheme: "light" });
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await theme(page)).toBe("light");
  });
});

test("without JavaScript there is nothing to choose", async () => {
  const options = { javaScriptEnabled: false, colorScheme: "dark" } as const;
  await visit(browser, url, options, async (page) => {
    expect(await picker(page).isVisible()).toBe(false);
  });
});

test("nothing stops the page from being painted as a whole: no script between its lines", async () => {
  await visit(browser, url, {}, async (page) => {
    const blocking = await page.locator("body script:not([type=module], [type*=json])").count();
    expect(blocking).toBe(0);
  });
});
