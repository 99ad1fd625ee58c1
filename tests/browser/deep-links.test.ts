import { describe, expect, inject, test } from "vitest";
import { builtRegistry } from "./built-registry.ts";
import { openedSite } from "./opened-site.ts";

const site = openedSite("site");

const [entry] = builtRegistry(inject("site")).submissions;
if (entry === undefined) throw new Error("the site has an entry");

/** Whatever is laid out later than the rest, a link to what stands below it must land. */
describe.each([390, 1440])("into a run page of %i px", (width) => {
  test.each(["history", "trust", "samples", "curves", "measurement", "files", "cite"])(
    "#%s stands at the top of the window, or the page ends there",
    async (slug) => {
      const page = await site.browser.newPage({ viewport: { width, height: 844 } });
      await page.goto(new URL(`/runs/${entry.id}/#${slug}`, site.url).href);
      const place = await page.locator(`#${slug}`).evaluate((heading) => ({
        top: heading.getBoundingClientRect().top,
        below: document.documentElement.scrollHeight - innerHeight - scrollY,
      }));
      await page.close();
      expect(place.top).toBeGreaterThanOrEqual(0);
      expect(place.top).toBeLessThan(844);
      if (place.below > 1) expect(place.top).toBeLessThan(160);
    },
  );
});
