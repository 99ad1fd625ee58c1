import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findDeadLinks } from "../../src/dead-links/find-dead-links.ts";

const REPOSITORY = "https://github.com/someone/something";
let work = "";
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "imagegen-links-"));
  write("source/content/a.yaml", "");
  write("source/.github/ISSUE_TEMPLATE/dispute.yml", "");
  write("site/index.html", '<h1 id="top">Home</h1><a href="/sub/runs/x/">x</a>');
  write("site/runs/x/index.html", '<h2 id="läufe">Runs</h2>');
  write("site/data.json", "{}");
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(work, path)), { recursive: true });
  writeFileSync(join(work, path), text);
}
const site = () => ({
  folder: join(work, "site"),
  base: "/sub/",
  repository: REPOSITORY,
  checkout: join(work, "source"),
  content: join(work, "source", "content"),
});
const dead = () => findDeadLinks(site());

describe("an address that leads somewhere is not told", () => {
  test.each([
    "/sub/",
    "/sub/runs/x/",
    "../x/",
    "#self",
    "#_top",
    "/sub/data.json",
    "/sub/data.json#not-looked-at",
    "/sub/#top",
    "/sub/runs/x/#l%C3%A4ufe",
    "https://example.org/whatever",
    "mailto:somebody@example.org",
    `${REPOSITORY}/issues/7`,
    `${REPOSITORY}/blob/main/content/a.yaml`,
    `${REPOSITORY}/tree/main/content`,
    `${REPOSITORY}/issues/new?template=dispute.yml&amp;entry=x`,
  ])("%s", async (address) => {
    write("site/runs/y/index.html", `<p id="self"><a href="${address}">link</a>`);
    expect(await dead()).toEqual([]);
  });
});

describe("an address that leads nowhere is told, with its page", () => {
  test.each([
    ["/sub/runs/z/", "/sub/runs/z/"],
    ["/sub/runs/x", "/sub/runs/x"],
    ["/elsewhere/", "/elsewhere/"],
    ["/", "/"],
    ["../z/", "/sub/runs/z/"],
    ["#nobody", "/runs/y/index.html#nobody"],
    ["/sub/runs/x/#nobody", "/runs/x/index.html#nobody"],
    ["/sub/missing.json", "/sub/missing.json"],
    ["http://[", "http://["],
    [`${REPOSITORY}/edit/main/content/b.yaml`, `${REPOSITORY}/edit/main/content/b.yaml`],
    [`${REPOSITORY}/issues/new?template=x.yml`, `${REPOSITORY}/issues/new?template=x.yml`],
  ])("%s", async (address, told) => {
    write("site/runs/y/index.html", `<p id="self"><a href="${address}">link</a>`);
    expect(await dead()).toEqual([{ address: told, pages: ["runs/y/index.html"] }]);
  });
});

test("images and scripts count, and one address on two pages is told once", async () => {
  const text = '<img src="/sub/a.png"><script src="/sub/a.png"></script>';
  write("site/a/index.html", text);
  write("site/b/index.html", text);
  expect(await dead()).toEqual([
    { address: "/sub/a.png", pages: ["a/index.html", "b/index.html"] },
  ]);
});

test("a dead link in a visitor's text stops nothing", async () => {
  write("site/a/index.html", `<a rel="nofollow ugc" href="${REPOSITORY}/blob/main/gone">gone</a>`);
  expect(await dead()).toEqual([]);
});

test("a tag inside a comment or a text is no link", async () => {
  write("site/a/index.html", '<!-- <a href="/gone/"> --><p>&lt;a href="/gone/"&gt;</p>');
  expect(await dead()).toEqual([]);
});

test("many pages are looked at by threads, with the same result", async () => {
  for (let number = 0; number < 9; number++) {
    write(`site/p${number}/index.html`, '<a href="/gone/"></a><a href="/sub/#nobody"></a>');
  }
  const told = await findDeadLinks(site(), 5);
  expect(told).toEqual(await dead());
  expect(told.map(({ pages }) => pages.length)).toEqual([9, 9]);
});
