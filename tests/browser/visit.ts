import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** What went wrong while a page was open: errors it reported, and requests to other hosts. */
export type Trouble = { readonly errors: string[]; readonly foreign: string[] };

/** Opens a page, calls `look` on it and closes it again. */
export async function visit<T>(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
  look: (page: Page, trouble: Trouble) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble: Trouble = { errors: [], foreign: [] };
  page.on("pageerror", (error) => trouble.errors.push(error.message));
  page.on("console", (message) => {
    // Chromium reports the missing page itself here; the tests ask for one on purpose.
    if (message.type() === "error" && !message.text().includes("404")) {
      trouble.errors.push(message.text());
    }
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== new URL(address).host) {
      trouble.foreign.push(request.url());
    }
  });
  try {
    await page.goto(address, { waitUntil: "load" });
    return await look(page, trouble);
  } finally {
    await context.close();
  }
}

/** Accessibility violations of a page, each with the elements concerned. */
export async function violations(page: Page): Promise<string[]> {
  // Three times as fast: a second page is for frames of other hosts, of which no page has any, and
  // what passed is not looked at.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}

/** By how many pixels a page is wider than its window, and what sticks out. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    return [
      `page is ${document.documentElement.scrollWidth} px wide in a window of ${width} px`,
      ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
    ];
  });
}
