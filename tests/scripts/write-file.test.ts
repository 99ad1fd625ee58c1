import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeWhole } from "../../scripts/write-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "imagegen-write-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("replaces a file and leaves nothing beside it", () => {
  const path = join(folder, "deep", "file.json");
  writeWhole(path, "old");
  writeWhole(path, "new");
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(readdirSync(join(folder, "deep"))).toEqual(["file.json"]);
});

test("a failed write leaves the old file and no half of a new one", () => {
  const path = join(folder, "file.json");
  writeFileSync(path, "old");
  // A value of the wrong kind fails inside the write, after the temporary file was opened.
  expect(() => writeWhole(path, { length: 3 } as unknown as string)).toThrow();
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["file.json"]);
});

test("a text in pieces is written in their order, whatever fits at once", () => {
  const path = join(folder, "file.txt");
  const pieces = Array.from({ length: 30 }, (_, index) => `${index}≤`.repeat(50_000));
  writeWhole(path, pieces);
  expect(readFileSync(path, "utf8") === pieces.join("")).toBe(true);
});

test("a piece that fails leaves the old file and no half of a new one", () => {
  const path = join(folder, "file.txt");
  writeFileSync(path, "old");
  function* breaking() {
    yield "x".repeat(2_000_000);
    throw new Error("no more");
  }
  expect(() => writeWhole(path, breaking())).toThrow("no more");
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["file.txt"]);
});
