import { expect, test } from "vitest";
import { fixtureBase } from "./build-sites.ts";
import { declarer, heir, hostileText } from "./hostile.ts";
import { openedSite } from "./opened-site.ts";
import { overflow, violations, visit } from "./visit.ts";

const site = openedSite("fixtureHost");

const at = (path: string) => new URL(`${fixtureBase}${path}`, site.url).href;

test("an entry says that what it builds on fell, and leads there, on a phone without JavaScript", async () => {
  const options = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };
  await visit(site.browser, at(`runs/${heir.id}/`), options, async (page) => {
    const notice = page.getByRole("complementary", { name: "An entry that it builds on" });
    expect(await notice.textContent()).toContain("refuted");
    await notice.getByRole("link").first().click();
    expect(new URL(page.url()).pathname).toBe(`${fixtureBase}runs/${heir.on}/`);
    const lineage = page.locator("section", { has: page.locator("#lineage") });
    expect(await lineage.getByRole("link", { name: "A faster loader" }).count()).toBe(1);
    expect(await page.getByRole("complementary", { name: /builds on/ }).count()).toBe(0);
  });
});

test("its lineage names what does not exist, fits a phone and is accessible", async () => {
  const options = { viewport: { width: 390, height: 844 } };
  await visit(site.browser, at(`runs/${heir.id}/`), options, async (page) => {
    const lineage = page.locator("section", { has: page.locator("#lineage") });
    expect(await lineage.textContent()).toContain("2026-01-01-never-submitted: no entry has this");
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toEqual([]);
  });
});

test("somebody whose account is a number has a page, and so has a module of any name", async () => {
  await visit(site.browser, at(`runs/${heir.id}/`), {}, async (page) => {
    await page.getByRole("link", { name: "Two", exact: true }).first().click();
    expect(new URL(page.url()).pathname).toBe(`${fixtureBase}people/2/`);
    const profile = page.getByRole("link", { name: "2 on GitHub" });
    expect(await profile.getAttribute("href")).toBe("https://github.com/2");
    expect(await profile.getAttribute("rel")).toBe("nofollow ugc noopener");
    await page.locator("#techniques ~ ul a").click();
    expect(new URL(page.url()).pathname).toMatch(/\/techniques\/modules\/[a-z0-9-]+\/$/);
    expect((await page.locator("h1").textContent())?.trim()).toBe(hostileText);
  });
});

test("a technique says what came with it, and that this proves no cause", async () => {
  await visit(site.browser, at(`techniques/${declarer.technique}/`), {}, async (page) => {
    const section = page.locator("section", { has: page.locator("#records") });
    const words = (await section.textContent())?.replaceAll(/\s+/g, " ");
    expect(words).toContain("that this technique alone brought it is not shown");
    expect(words).toContain("first record with it here");
    await section.getByRole("link", { name: /^compare/ }).click();
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`/compare/.+/${declarer.id}/$`));
  });
});
