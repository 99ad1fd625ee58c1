import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { serveSite } from "../../scripts/static-server.ts";
import { launchBrowser } from "./browser.ts";
import { fixtureBase } from "./build-sites.ts";
import { visit } from "./visit.ts";

const folder = join(inject("fixtureHost"), fixtureBase);

/** Pages on which a text of the hostile entry shows. */
const pages = globSync("**/*.html", { cwd: folder }).filter((page) =>
  readFileSync(join(folder, page), "utf8").includes("window.owned"),
);

test("the hostile texts are shown, on the page of the entry among others", () => {
  expect(pages.length).toBeGreaterThan(1);
});

test.each(pages)("no text of a submission becomes markup on %s", async (page) => {
  const { server, url } = await serveSite(inject("fixtureHost"), 0);
  const browser = await launchBrowser();
  const address = new URL(`${fixtureBase}${page}`.replace(/index\.html$/, ""), url).href;
  await visit(browser, address, {}, async (open, trouble) => {
    const found = await open.evaluate(() => ({
      ran: "owned" in window,
      scripts: [...document.scripts].filter((script) => script.text.includes("window.owned"))
        .length,
      images: document.querySelectorAll('img[src="x"], [onerror]').length,
      frames: document.querySelectorAll("iframe").length,
      links: document.querySelectorAll('a[href^="javascript:" i]').length,
    }));
    expect(found).toEqual({ ran: false, scripts: 0, images: 0, frames: 0, links: 0 });
    expect(trouble.foreign).toEqual([]);
  });
  await browser.close();
  server.close();
});
