import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { readRecord } from "../../src/content-tree/read-record.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { mini } from "../checks/entry.ts";
import { fixtureBase } from "./build-sites.ts";

describe.each([
  ["content", "content", inject("site"), "/"],
  ["fixtures", mini, join(inject("fixtureHost"), fixtureBase), fixtureBase],
])("the record on the site of %s", (_, content, site, base) => {
  const record = readRecord(content, readRulesets(content).rulesets);
  const page = (...path: string[]) => readFileSync(join(site, ...path, "index.html"), "utf8");

  test("every value that a decision names leads back to it from the page of its ruleset", () => {
    const links = record.decisions.flatMap(({ id, changes }) =>
      changes.map(({ ruleset, field }) => ({ id, ruleset, field })),
    );
    expect(links.length).toBeGreaterThan(0);
    for (const { id, ruleset, field } of links) {
      const found = [...page("rulesets", ruleset).matchAll(/<a class="decided[^>]*>/g)].filter(
        ([tag]) =>
          tag.includes(`href="${base}decisions/${id}/"`) && tag.includes(`data-field="${field}"`),
      );
      expect(found, `${ruleset}, ${field}: ${id}`).toHaveLength(1);
    }
  });

  test("a decision that was amended says so, in the list and on its page", () => {
    for (const { id, amended_by: later } of record.decisions) {
      for (const text of later.length > 0 ? [page("decisions"), page("decisions", id)] : []) {
        expect(text).toMatch(/<strong[^>]*>Amended<\/strong> by/);
      }
      for (const after of later) expect(page("decisions", id)).toContain(`/decisions/${after}/`);
    }
  });

  test("each decision and each action is an address on its list", () => {
    for (const { id } of record.decisions) expect(page("decisions")).toContain(`id="${id}"`);
    for (const { id } of record.actions) expect(page("actions")).toContain(`id="${id}"`);
  });

  test("what somebody asked to be taken out is nowhere on the site", () => {
    if (base === "/") return;
    expect(/Removed here at its author/.test(page("discussions", "discussion-9"))).toBe(true);
    const pages = globSync("**/*.html", { cwd: site });
    const told = pages.filter((name) =>
      /leaving-person|whose author wants it out/.test(readFileSync(join(site, name), "utf8")),
    );
    expect(told).toEqual([]);
  });

  test("a thread and the decision that rests on it lead to each other", () => {
    if (base === "/") return;
    expect(page("discussions", "issue-7")).toContain(`href="${base}decisions/D-2026-002/"`);
    expect(page("decisions", "D-2026-002")).toContain(`href="${base}discussions/issue-7/"`);
  });

  test("the calendar holds every meeting", () => {
    const calendar = readFileSync(join(site, "meetings.ics"), "utf8");
    expect(calendar.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(record.minutes.length);
  });
});
