import { expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { overflow, violations } from "./visit.ts";

/** What the other tests lean on: that what is wrong is found. */

test("a page that is hard to see, or too wide, is found out", async () => {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const begin = "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1>";
  await page.setContent(`${begin}<img alt="" src="data:,"><p>Fine.</p>`);
  expect([await violations(page), await overflow(page)]).toEqual([[], []]);

  await page.setContent(`${begin}<img src="data:,"><p style="color:#aaa;width:400px">Faint`);
  expect((await violations(page)).map((found) => found.split(":")[0])).toEqual([
    "color-contrast",
    "image-alt",
  ]);
  expect((await overflow(page))[0]).toMatch(/^page is \d+ px wide in a window of 390 px$/);
  await browser.close();
});
