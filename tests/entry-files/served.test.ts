import { describe, expect, it } from "vitest";
import { bytesOf, contentTypeOf, pngSize, servedFiles } from "../../src/entry-files/served.ts";
import { ids, viewOf } from "../components/mini-site.ts";

const { entry } = viewOf(ids.record);

describe("files of an entry", () => {
  it.each([
    "page.html",
    "drawing.svg",
    "script.js",
    "page.xhtml",
    "x.htm",
    ".hidden.json",
    "../result.json",
    "a/b.png",
    "noending",
    "x.png.html",
    "x.PNG",
  ])("hands out no %s", (name) => expect(contentTypeOf(name)).toBeNull());

  it.each([
    ["result.json", "application/json; charset=utf-8"],
    ["run-1.jsonl", "text/plain; charset=utf-8"],
    ["run-1.jsonl.gz", "application/gzip"],
    ["samples-1.png", "image/png"],
    ["samples-1.npz", "application/octet-stream"],
    ["README.md", "text/plain; charset=utf-8"],
  ])("hands out %s as %s", (name, type) => expect(contentTypeOf(name)).toBe(type));

  it("hands out everything a real entry holds, and nothing that is not listed", () => {
    expect(servedFiles(entry)).toHaveLength(entry.files.length);
    expect(() => bytesOf(entry, "../../../rulesets/mini-v1/ruleset.yaml")).toThrow(RangeError);
  });

  it("reads the size of a PNG and of nothing else", () => {
    const header = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82];
    const png = new Uint8Array([...header, 0, 0, 0, 89, 0, 0, 1, 0]);
    expect(pngSize(png)).toEqual({ width: 89, height: 256 });
    expect(pngSize(png.subarray(0, 20))).toBeNull();
    expect(pngSize(new TextEncoder().encode("<svg onload=alert(1)> and some more"))).toBeNull();
  });
});
