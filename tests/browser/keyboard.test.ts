import { expect, test } from "vitest";
import { openedSite } from "./opened-site.ts";
import { visit } from "./visit.ts";

const site = openedSite("site");

test("the first stop of the keyboard skips to the content", async () => {
  await visit(site.browser, site.url, {}, async (page) => {
    await page.keyboard.press("Tab");
    const link = page.locator(":focus");
    expect(await link.textContent()).toMatch(/skip to content/i);
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#_top");
    expect(await page.locator("#_top").isVisible()).toBe(true);
  });
});

test("focus is drawn", async () => {
  await visit(site.browser, site.url, {}, async (page) => {
    for (let stop = 0; stop < 4; stop += 1) {
      await page.keyboard.press("Tab");
      const outline = await page
        .locator(":focus")
        .evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline).not.toBe("none");
    }
  });
});

test("the menu of small screens opens without JavaScript", async () => {
  const options = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };
  await visit(site.browser, site.url, options, async (page) => {
    const rules = page.locator("header details a", { hasText: "Rulesets" });
    expect(await rules.isVisible()).toBe(false);
    await page.locator("header summary").click();
    expect(await rules.isVisible()).toBe(true);
  });
});
