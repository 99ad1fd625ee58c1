import type { Server } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, inject, type ProvidedContext } from "vitest";
import { serveSite } from "../../scripts/static-server.ts";
import { launchBrowser } from "./browser.ts";

/** A built site behind an address and a browser for it, as long as the tests of a file run. */
export function openedSite(which: keyof ProvidedContext) {
  let browser: Browser;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    ({ server, url } = await serveSite(inject(which), 0));
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });
  return {
    get browser() {
      return browser;
    },
    get url() {
      return url;
    },
  };
}
