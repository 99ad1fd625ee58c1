import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeTree } from "../../scripts/bench/made-tree.ts";
import { buildSite } from "../../scripts/build.ts";
import { builtFiles } from "../../src/built-files.ts";

const folder = mkdtempSync(join(tmpdir(), "imagegen-threads-"));
afterAll(() => {
  delete process.env.IMAGEGEN_MANY_ENTRIES;
  rmSync(folder, { recursive: true, force: true });
});

async function built(name: string, manyEntries: number) {
  process.env.IMAGEGEN_MANY_ENTRIES = String(manyEntries);
  const site = join(folder, name);
  const told = await buildSite(join(folder, "content"), site);
  const threaded = Number(/(\d+) pages were made in a second thread/.exec(told)?.[1] ?? 0);
  return { site, threaded };
}

test("a site made by two threads is the one made by one, byte for byte", {
  timeout: 240_000,
}, async () => {
  writeTree(join(folder, "content"), 150, { measured: true });
  const [one, two] = [await built("one", 1000), await built("two", 1)];
  expect(one.threaded).toBe(0);
  expect(two.threaded).toBeGreaterThan(10);
  const files = builtFiles(one.site).toSorted();
  expect(builtFiles(two.site).toSorted()).toEqual(files);
  const differing = files.filter(
    (file) => !readFileSync(join(one.site, file)).equals(readFileSync(join(two.site, file))),
  );
  expect(differing).toEqual([]);
});
