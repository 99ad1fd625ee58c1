import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { builtFiles } from "../src/built-files.ts";

const folder = mkdtempSync(join(tmpdir(), "imagegen-built-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every file is listed once, those further in later, and nothing that is no file", () => {
  mkdirSync(join(folder, "a", "b"), { recursive: true });
  mkdirSync(join(folder, "empty"));
  for (const file of ["z.html", "a/index.html", "a/b/deep.json"]) {
    writeFileSync(join(folder, file), "");
  }
  symlinkSync("z.html", join(folder, "link.html"));
  expect(builtFiles(folder)).toEqual(["z.html", "a/index.html", "a/b/deep.json"]);
});
