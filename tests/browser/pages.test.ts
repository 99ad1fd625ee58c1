import type { Server } from "node:http";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, inject, test } from "vitest";
import { serveSite } from "../../scripts/static-server.ts";
import { launchBrowser } from "./browser.ts";
import { fixtureBase } from "./build-sites.ts";
import { pageKinds } from "./page-kinds.ts";
import { overflow, violations, visit } from "./visit.ts";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
const host = inject("fixtureHost");

const sites = [
  { name: "content", serve: inject("site"), folder: inject("site"), base: "" },
  {
    name: "fixtures",
    serve: host,
    folder: join(host, fixtureBase),
    base: fixtureBase.replace(/\/$/, ""),
  },
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(sites)("every kind of page of the site of $name", ({ serve, folder, base }) => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    ({ server, url } = await serveSite(serve, 0));
  });
  afterAll(() => server.close());
  const addressOf = (path: string) => new URL(`${base}${path}`, url).href;

  // A host that serves the site under a path has a page of its own for what is missing.
  const kinds = pageKinds(folder).filter((kind) => base === "" || kind.name !== "missing");

  // Two at a time: a page is looked at by one process of the browser.
  const opened = test.concurrent.for(kinds);
  const well = "$name is accessible, quiet and fits, in light and dark";
  opened(well, async ({ path }, { expect }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const options = { colorScheme, viewport: WIDE };
      await visit(browser, addressOf(path), options, async (page, trouble) => {
        expect.soft(await violations(page), `axe, ${colorScheme}`).toEqual([]);
        expect.soft(await overflow(page), "wider than 1440 px").toEqual([]);
        await page.setViewportSize(NARROW);
        expect.soft(await overflow(page), "wider than 390 px").toEqual([]);
        expect.soft(trouble.errors, "errors in the console").toEqual([]);
        expect.soft(trouble.foreign, "requests to other hosts").toEqual([]);
      });
    }
  });

  opened("$name opens without JavaScript", async ({ path, text }, { expect }) => {
    const options = { javaScriptEnabled: false, viewport: NARROW };
    await visit(browser, addressOf(path), options, async (page) => {
      const shown = (await page.locator("main").textContent()) ?? "";
      expect(shown.replaceAll(/\s+/g, " ")).toContain(text);
      expect(await page.locator("h1").count()).toBe(1);
    });
  });
});
