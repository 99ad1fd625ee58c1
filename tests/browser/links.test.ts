import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { fixtureBase } from "./build-sites.ts";
import { brokenLinks, foreignLoads } from "./links.ts";

describe.each([
  ["of content/, at the root of a host", inject("site"), "/"],
  ["of the fixtures, under a base path", join(inject("fixtureHost"), fixtureBase), fixtureBase],
])("the site %s", (_, folder, base) => {
  test("has no internal link that leads nowhere", () => {
    const broken = [...brokenLinks(folder, base)].map(
      ([address, pages]) => `${address} on ${pages.length} pages, first ${pages[0]}`,
    );
    expect(broken).toEqual([]);
  });

  test("loads nothing from other hosts", () => {
    expect(foreignLoads(folder)).toEqual([]);
  });
});
