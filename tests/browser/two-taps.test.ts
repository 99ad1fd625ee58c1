import type { Locator, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { builtRegistry } from "./built-registry.ts";
import { openedSite } from "./opened-site.ts";

const site = openedSite("site");

const registry = builtRegistry(inject("site"));
const record = registry.records.at(-1);
const entry = registry.submissions.find(({ id }) => id === record?.submission);
if (record === undefined || entry === undefined) throw new Error("the site has a record");

/** The home page on a phone, as somebody sees it who has neither JavaScript nor a mouse. */
async function onPhone(look: (page: Page) => Promise<void>): Promise<void> {
  const context = await site.browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto(site.url);
  await look(page);
  await context.close();
}

/** A tap on what can be seen: nothing is opened or scrolled sideways before. */
async function tap(page: Page, what: Locator): Promise<void> {
  const box = await what.boundingBox();
  expect(box, "it is shown").not.toBeNull();
  expect((box?.x ?? 0) + (box?.width ?? 999), "within the screen").toBeLessThanOrEqual(390);
  const target = new URL((await what.getAttribute("href")) ?? "", page.url()).href;
  await Promise.all([page.waitForURL(target), what.tap()]);
}

/** Whether something stands within the first screens that the address leads to. */
const inSight = (what: Locator) =>
  what.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });

describe("on a phone, from the home page", () => {
  test("the record and its time are there without a tap, within the second screen", async () => {
    await onPhone(async (page) => {
      const card = page.getByRole("complementary", { name: "Latest record" });
      expect(await card.textContent()).toContain(entry.title);
      expect((await card.boundingBox())?.y).toBeLessThan(844);
    });
  });

  test("one tap leads to its proof: who measured, and the verdict", async () => {
    await onPhone(async (page) => {
      await tap(page, page.getByRole("link", { name: `${entry.standing}: the proof` }));
      expect(new URL(page.url()).pathname).toBe(`/runs/${entry.id}/`);
      expect(await inSight(page.getByRole("heading", { name: "Who says so" }))).toBe(true);
      expect(await page.locator("#trust + ol").textContent()).toContain("confirmed");
    });
  });

  test("one tap leads to its history: every record before it with who and when", async () => {
    await onPhone(async (page) => {
      await tap(page, page.getByRole("link", { name: "how the record fell" }));
      const history = page.locator(`#history-of-${record.hardware_class}`);
      expect(await inSight(history)).toBe(true);
      const ids = registry.records
        .filter(
          (one) =>
            one.track === record.track &&
            one.ruleset === record.ruleset &&
            one.hardware_class === record.hardware_class,
        )
        .map(({ submission }) => submission);
      expect(ids.length).toBeGreaterThan(1);
      const table = await history.locator("table").textContent();
      for (const id of ids) expect(table).toContain(id);
    });
  });

  test("two taps lead to its numbers, claimed and measured, and to its rulings", async () => {
    await onPhone(async (page) => {
      const card = page.getByRole("complementary", { name: "Latest record" });
      await tap(page, card.getByRole("link", { name: entry.title }));
      const time = page.locator("main dl").first();
      expect(await time.textContent()).toContain("Time to target");
      expect(await inSight(time)).toBe(true);
      const jump = page.getByRole("navigation", { name: "On this page, in short" });
      await tap(page, jump.getByRole("link", { name: "Rulings" }));
      expect(new URL(page.url()).hash).toBe("#rulings");
      expect(await inSight(page.getByRole("heading", { name: "Rulings" }))).toBe(true);
    });
  });
});
