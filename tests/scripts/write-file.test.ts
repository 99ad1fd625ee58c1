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
