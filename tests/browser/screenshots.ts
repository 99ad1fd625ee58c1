import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../scripts/repository.ts";
import { serveSite } from "../../scripts/static-server.ts";
import { launchBrowser } from "./browser.ts";
import { builtSite, pageKinds } from "./page-kinds.ts";

/**
 * Pictures of every kind of page, narrow and wide, light and dark, for people to look at. Names of
 * page kinds as arguments take only those.
 */
const wanted = process.argv.slice(2);
const folder = join(repositoryRoot, "tests", "browser", "screenshots");
mkdirSync(folder, { recursive: true });
const { server, url } = await serveSite(builtSite, 0);
const browser = await launchBrowser();
for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1440]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    for (const kind of pageKinds()) {
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
