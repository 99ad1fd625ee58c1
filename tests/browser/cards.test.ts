import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "htmlparser2";
import { describe, expect, inject, test } from "vitest";
import { permanentUrl } from "../../src/site.ts";
import { fixtureBase } from "./build-sites.ts";
import { hostileText, spoiledEntry } from "./hostile.ts";

type Tree = ReturnType<typeof parseDocument>["children"][number];

/** The values of the meta tags of a page, by their names; the first of a name counts. */
function metaOf(file: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (node: Tree): void => {
    if (!("children" in node)) return;
    if ("name" in node && node.name === "meta") {
      const name = node.attribs["property"] ?? node.attribs["name"] ?? "";
      if (!found.has(name)) found.set(name, node.attribs["content"] ?? "");
    }
    for (const child of node.children) visit(child);
  };
  for (const node of parseDocument(readFileSync(file, "utf8")).children) visit(node);
  return found;
}

describe.each([
  ["the site of content/", inject("site")],
  ["the site of the fixtures", join(inject("fixtureHost"), fixtureBase)],
])("%s", (_, folder) => {
  const pages = globSync("**/*.html", { cwd: folder });

  test("has a picture of the right size for every page, with words for it", () => {
    expect(pages.length).toBeGreaterThan(50);
    for (const page of pages) {
      const meta = metaOf(join(folder, page));
      const image = meta.get("og:image") ?? "";
      expect(image, page).toContain(permanentUrl("/cards/"));
      const png = readFileSync(join(folder, image.slice(permanentUrl("/").length)));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)], page).toEqual([1200, 630]);
      expect(meta.get("og:image:alt")?.length, page).toBeGreaterThan(20);
      expect(meta.get("twitter:card"), page).toBe("summary_large_image");
      expect(meta.get("twitter:image"), page).toBe(image);
    }
  });

  test("shows entries, boards and the rest with pictures of their own", () => {
    const imageOf = (page: string) => metaOf(join(folder, page, "index.html")).get("og:image");
    const board =
      pages.find((page) => /^leaderboards\/[^/]+\/basic\/index\.html$/.test(page)) ?? "";
    expect(imageOf("")).toBe(permanentUrl("/cards/site.png"));
    expect(imageOf(board.replace("index.html", ""))).toMatch(/\/cards\/boards\/.*\/basic\.png$/);
    const { records } = JSON.parse(readFileSync(join(folder, "api/v1/registry.json"), "utf8"));
    const own = `/cards/runs/${records.at(-1).submission}.png`;
    expect(imageOf(join("runs", records.at(-1).submission))).toBe(permanentUrl(own));
  });
});

test("a hostile title stays text in the words of its picture", () => {
  const page = join(inject("fixtureHost"), fixtureBase, "runs", spoiledEntry.id, "index.html");
  expect(metaOf(page).get("og:image:alt")).toContain(hostileText);
});
