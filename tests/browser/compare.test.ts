import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { fixtureBase } from "./build-sites.ts";
import { hostileText, spoiledEntry } from "./hostile.ts";
import { openedSite } from "./opened-site.ts";
import { overflow, type Trouble, violations, visit } from "./visit.ts";

/** The entry whose texts attack, and the one that builds on it. */
const a = spoiledEntry.id;
const b = "2026-02-08-fewer-steps";
const site = openedSite("fixtureHost");

const open = (
  query: string,
  look: (page: Page, trouble: Trouble) => Promise<void>,
  options: BrowserContextOptions = {},
) => visit(site.browser, new URL(`${fixtureBase}compare/${query}`, site.url).href, options, look);

const drawing = (page: Page) => page.locator("[data-compare-page] figure svg");
const query = (page: Page) => new URL(page.url()).search;

describe("entries over each other", () => {
  test("are picked by keyboard alone, and the address says which", async () => {
    await open("", async (page, trouble) => {
      const field = page.getByLabel("Id of an entry");
      await field.focus();
      await page.keyboard.type(a);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /Remove A/ }).waitFor();
      expect(await page.getByRole("status").textContent()).toContain("One more");
      // The address of a page will do as well.
      await page.keyboard.type(`https://example.org/runs/${b}/#curves`);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await drawing(page).waitFor();
      expect(query(page)).toBe(`?entries=${a},${b}`);
      expect(await page.getByRole("status").textContent()).toBe("");
      await page.getByRole("button", { name: /Remove A/ }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => query(page)).toBe(`?entries=${b}`);
      expect(await drawing(page).count()).toBe(0);
      // The button that had the focus is gone; the next stop is not the top of the page.
      expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
      expect(trouble.errors).toEqual([]);
      expect(trouble.foreign).toEqual([]);
    });
  });

  test("are there again by the address, with metric and axis", async () => {
    await open(`?entries=${a},${b}`, async (page) => {
      await drawing(page).waitFor();
      await page.getByRole("combobox", { name: "Metric" }).selectOption("label_accuracy");
      await page.getByRole("combobox", { name: "Against" }).selectOption("samples");
      expect(query(page)).toBe(`?entries=${a},${b}&metric=label_accuracy&axis=samples`);
      await page.reload();
      await drawing(page).waitFor();
      expect(await page.getByRole("combobox", { name: "Metric" }).inputValue()).toBe(
        "label_accuracy",
      );
      const caption = await page.locator("[data-compare-page] .ig-figure-title").textContent();
      expect(caption).toMatch(/samples seen/);
      expect(await drawing(page).locator(".ig-crossing").count()).toBe(4);
    });
  });

  test("stay text, whatever they are called", async () => {
    await open(`?entries=${a},${b}`, async (page, trouble) => {
      await drawing(page).waitFor();
      const shown = await page.locator("[data-compare-page]").textContent();
      expect(shown).toContain(hostileText);
      const found = await page.evaluate(() => ({
        ran: "owned" in window,
        images: document.querySelectorAll('img[src="x"], [onerror]').length,
        policy: document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]').length,
      }));
      expect(found).toEqual({ ran: false, images: 0, policy: 1 });
      expect(trouble.errors).toEqual([]);
      expect(trouble.foreign).toEqual([]);
    });
  });

  test("are accessible and fit a phone, in light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const options = { colorScheme, viewport: { width: 390, height: 844 } };
      const look = async (page: Page) => {
        await drawing(page).waitFor();
        await page.locator("[data-compare-page] summary").click();
        expect(await violations(page)).toEqual([]);
        expect(await overflow(page)).toEqual([]);
      };
      await open(`?entries=${a},${b}`, look, options);
    }
  });

  test.each([
    ["are not there", 404, "There is no entry no-such-entry."],
    ["cannot be had", null, "no-such-entry could not be fetched; name it again to try again."],
  ])("that %s are told, and the others stay", async (_, status, words) => {
    await open("", async (page) => {
      await page.route("**/no-such-entry/**", (route) =>
        status === null ? route.abort() : route.fulfill({ status }),
      );
      await page.goto(`${page.url()}?entries=${a},no-such-entry,../../secrets,${b}`);
      await drawing(page).waitFor();
      expect(await page.getByRole("status").textContent()).toBe(words);
      expect(query(page)).toBe(`?entries=${a},${b}`);
    });
  });

  test("are refused where the text is no id, is there already, or is one too many", async () => {
    const all = [a, b, "2026-02-10-not-measured-yet", "2026-02-12-too-good"];
    await open(`?entries=${all.join(",")}`, async (page) => {
      await drawing(page).waitFor();
      const add = async (text: string) => {
        await page.getByLabel("Id of an entry").fill(text);
        await page.keyboard.press("Enter");
        return page.getByRole("status").textContent();
      };
      expect(await add("First Light")).toBe("An id is small letters and digits joined by hyphens.");
      expect(await add(a)).toBe(`${a} is here already.`);
      await add("2026-02-14-just-for-show");
      await page.getByRole("button", { name: /Remove E/ }).waitFor();
      expect(await add("one-more")).toBe("5 entries are the most; remove one first.");
      const caveats = await page.locator(".ig-compare-caveats").textContent();
      expect(caveats).toContain("is refuted");
    });
  });
});
