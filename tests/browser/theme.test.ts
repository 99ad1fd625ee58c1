import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openedSite } from "./opened-site.ts";
import { visit } from "./visit.ts";

const site = openedSite("site");

const picker = (page: Page) => page.getByLabel("Select theme");
const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

test("a chosen theme holds on the next page, until the reader says auto again", async () => {
  await visit(site.browser, site.url, { colorScheme: "light" }, async (page) => {
    expect(await theme(page)).toBe("light");
    await picker(page).selectOption("Dark");
    expect(await theme(page)).toBe("dark");

    await page.goto(new URL("/leaderboards/", site.url).href);
    expect(await theme(page)).toBe("dark");
    expect(await picker(page).inputValue()).toBe("dark");

    await picker(page).selectOption("Auto");
    expect(await theme(page)).toBe("light");
    await page.reload();
    expect([await theme(page), await picker(page).inputValue()]).toEqual(["light", "auto"]);
  });
});

test("auto follows the system while the page is open; a choice does not", async () => {
  await visit(site.browser, site.url, { colorScheme: "light" }, async (page) => {
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
  await visit(site.browser, site.url, options, async (page) => {
    expect(await picker(page).isVisible()).toBe(false);
  });
});

test("nothing stops the page from being painted as a whole: no script between its lines", async () => {
  await visit(site.browser, site.url, {}, async (page) => {
    const blocking = await page.locator("body script:not([type=module], [type*=json])").count();
    expect(blocking).toBe(0);
  });
});
