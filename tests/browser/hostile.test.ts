import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { serveSite } from "../../scripts/static-server.ts";
import { launchBrowser } from "./browser.ts";
import { fixtureBase } from "./build-sites.ts";
import { spoiledEntry } from "./hostile.ts";
import { visit } from "./visit.ts";

const folder = join(inject("fixtureHost"), fixtureBase);

test("texts of a submission never become markup", () => {
  const pages = globSync("**/*.html", { cwd: folder });
  const texts = pages.map((page) => readFileSync(join(folder, page), "utf8"));
  expect(texts.some((text) => text.includes("onerror=window.owned"))).toBe(true);
  for (const text of texts) {
    expect(text).not.toContain("<img src=x");
    expect(text).not.toContain("<script>window.owned");
    expect(text).not.toMatch(/href="javascript:/i);
  }
});

test("nothing of a submission runs in the reader's browser", async () => {
  const { server, url } = await serveSite(inject("fixtureHost"), 0);
  const browser = await launchBrowser();
  const paths = ["/", `/leaderboards/${spoiledEntry.ruleset}/basic/`, `/runs/${spoiledEntry.id}/`];
  for (const path of paths) {
    const address = new URL(`${fixtureBase.replace(/\/$/, "")}${path}`, url).href;
    await visit(browser, address, {}, async (page) => {
      expect(await page.evaluate(() => "owned" in window)).toBe(false);
    });
  }
  await browser.close();
  server.close();
});
