import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { pageLinks } from "../../src/dead-links/page-links.ts";
import { builtRegistry } from "./built-registry.ts";

const site = inject("site");

/** The addresses that a page of the built site leads to, without what lies elsewhere. */
function linksOf(path: string): string[] {
  const file = join(site, path, "index.html");
  if (!existsSync(file)) return [];
  const here = new URL(path, "http://site");
  return pageLinks(readFileSync(file, "utf8"))
    .addresses.map((address) => new URL(address, here))
    .filter(({ origin }) => origin === here.origin)
    .map(({ pathname }) => pathname);
}

/** Everything that two clicks from the home page reach. */
const first = new Set(linksOf("/"));
const second = new Set([...first].flatMap(linksOf));
const reached = new Set([...first, ...second]);

const { submissions, records } = builtRegistry(site);

describe("two clicks from the home page answer", () => {
  test.each([
    ["what are the rules today", "/rulesets/2026h1-v1/"],
    ["what were they before, and what changed", "/rulesets/2026h1-draft-a/"],
    ["what differs from any other version", "/rulesets/2026h1-v1/compared-with/rehearsal-v1/"],
    ["who decided that, where, with which arguments", "/decisions/D-2026-003/"],
    ["what was said at the meeting", "/meetings/2026-01-23/"],
    ["what was discussed", "/discussions/"],
    ["what is still open", "/actions/"],
    ["where the season stands, and what is not confirmed", "/cycles/2026h1/"],
    ["how entries were ruled on", "/rulings/"],
    ["whose move it is", "/queue/"],
    ["who may do what", "/governance/roles/"],
    ["how a result is disputed", "/governance/judging/"],
  ])("%s", (_, path) => {
    expect(reached).toContain(path);
  });

  test("under which rules a record was made, on its own page", () => {
    expect(records.length).toBeGreaterThan(0);
    for (const { submission, ruleset } of records) {
      expect(reached).toContain(`/runs/${submission}/`);
      expect(linksOf(`/runs/${submission}/`)).toContain(`/rulesets/${ruleset}/`);
    }
    expect(submissions.length).toBeGreaterThanOrEqual(records.length);
  });
});

test("a page that does not exist is not reached", () => {
  expect(reached.has("/no-such-page/")).toBe(false);
});
