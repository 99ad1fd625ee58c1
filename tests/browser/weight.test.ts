import { gzipSync } from "node:zlib";
import { describe, expect, inject, test } from "vitest";
import { builtRegistry } from "./built-registry.ts";
import { openedSite } from "./opened-site.ts";
import { pageKinds } from "./page-kinds.ts";
import { visit } from "./visit.ts";

const site = openedSite("site");

/** What a first visit fetches, by kind of file, as it travels: compressed where that helps. */
async function weigh(path: string) {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const bytes: Record<string, number> = {};
  const arriving: Promise<void>[] = [];
  page.on("response", (response) => {
    const kind = /\.(\w+)$/.exec(new URL(response.url()).pathname)?.[1] ?? "html";
    const add = (body: Buffer) => {
      const length = /woff2|png/.test(kind) ? body.length : gzipSync(body).length;
      bytes[kind] = (bytes[kind] ?? 0) + length;
    };
    arriving.push(response.body().then(add));
  });
  await page.goto(new URL(path, site.url).href, { waitUntil: "networkidle" });
  await Promise.all(arriving);
  await context.close();
  return bytes;
}

const { submissions } = builtRegistry(inject("site"));

describe("a first visit fetches at most 100 kB of text, styles, scripts and fonts", () => {
  test.each([
    "/",
    "/leaderboards/rehearsal-v1/basic/",
    "/rulesets/2026h1-v1/",
    "/decisions/",
    `/runs/${submissions[0]?.id}/`,
  ])("%s", async (path) => {
    const { html = 0, css = 0, js = 0, woff2 = 0 } = await weigh(path);
    expect(html).toBeGreaterThan(1000);
    expect(html + css + js + woff2).toBeLessThanOrEqual(100_000);
    expect(js).toBeLessThanOrEqual(20_000);
  });
});

test("no page has more than 3,000 elements", async () => {
  const counts: Record<string, number> = {};
  for (const { name, path } of pageKinds(inject("site"))) {
    await visit(
      site.browser,
      new URL(path, site.url).href,
      { javaScriptEnabled: false },
      async (page) => {
        counts[name] = await page.locator("*").count();
      },
    );
  }
  expect(Object.entries(counts).filter(([, count]) => count > 3000)).toEqual([]);
  expect(Object.keys(counts).length).toBeGreaterThan(30);
});
