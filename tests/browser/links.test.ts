import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { fixtureBase } from "./build-sites.ts";
import { foreignLoads } from "./links.ts";

describe.each([
  ["of content/, at the root of a host", inject("site")],
  ["of the fixtures, under a base path", join(inject("fixtureHost"), fixtureBase)],
])("the site %s", (_, folder) => {
  test("loads nothing from other hosts", () => {
    expect(foreignLoads(folder)).toEqual([]);
  });
});
