import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeTree } from "../../scripts/bench/made-tree.ts";
import { readContent } from "../../src/content-tree/read-content.ts";
import { readForRegistry } from "../../src/content-tree/read-for-registry.ts";
import { buildRegistry, registryJson } from "../../src/registry/index.ts";

const content = mkdtempSync(join(tmpdir(), "imagegen-many-"));
afterAll(() => rmSync(content, { recursive: true, force: true }));

test("a tree read by threads has the same registry and the same findings", async () => {
  writeTree(content, 20, { measured: true });
  const broken = "submissions/mini-v1/2026-02-01-entry-7/verification.json";
  writeFileSync(join(content, broken), "{");
  const [plain, threaded] = [
    await readContent(content),
    await readForRegistry(content, undefined, 10),
  ];
  expect(threaded.findings).toEqual(plain.findings);
  expect(threaded.findings.map(({ file }) => file)).toEqual([broken]);
  expect(registryJson(buildRegistry(threaded))).toBe(registryJson(buildRegistry(plain)));
});
