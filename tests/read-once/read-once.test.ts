import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeTree } from "../../scripts/bench/made-tree.ts";
import { readContent } from "../../src/content-tree/read-content.ts";
import { FOLDER, readBefore } from "../../src/read-once/read-before.ts";
import { readOnceInto } from "../../src/read-once/read-once.ts";

let work = "";
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "imagegen-once-"));
});
afterEach(() => {
  delete process.env[FOLDER];
  rmSync(work, { recursive: true, force: true });
});

/** Without keys that hold nothing. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("a tree that was read once is the tree, with what is wrong with it", async () => {
  const content = join(work, "content");
  writeTree(content, 12, { measured: true });
  writeFileSync(
    join(content, "submissions/mini-v1/2026-02-01-entry-7/verification.json"),
    '{"schema": 2}',
  );
  const into = join(work, "read");
  mkdirSync(into);
  await readOnceInto(into, content);
  const [before, whole] = [readBefore(content), await readContent(content)];
  expect(readdirSync(into).length).toBeGreaterThan(0);
  expect(whole.findings).toHaveLength(1);
  expect(plain(before)).toEqual(plain(whole));
  expect(before?.entries.map(({ id }) => id)).toEqual(whole.entries.map(({ id }) => id));
});

test("where nothing was read, nothing is there", () => {
  expect(readBefore(join(work, "content"))).toBeNull();
});
