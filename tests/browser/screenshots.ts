import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { serveSite } from "../../scripts/static-server.ts";
import { launchBrowser } from "./browser.ts";
import { pageKinds } from "./page-kinds.ts";

/**
 * Pictures of every kind of page, narrow and wide, light and dark, for people to look at:
 * node tests/browser/screenshots.ts <folder> [--site DIR] [page kind…]
 */
const args = process.argv.slice(2);
const siteAt = args.indexOf("--site");
const site = resolve(siteAt < 0 ? "dist" : (args.splice(siteAt, 2)[1] ?? "dist"));
const [folder, ...wanted] = args;
if (folder === undefined) throw new Error("Name the folder that the pictures go to.");
mkdirSync(folder, { recursive: true });

const { server, url } = await serveSite(site, 0);
const browser = await launchBrowser();
for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1440]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    for (const kind of pageKinds(site)) {
      if (wanted.length > 0 && !wanted.includes(kind.name)) continue;
      await page.goto(new URL(kind.path, url).href);
      const path = join(folder, `${kind.name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
server.close();
