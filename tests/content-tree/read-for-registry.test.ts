import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeTree } from "../../scripts/bench/made-tree.ts";
import { readContent } from "../../src/content-tree/read-content.ts";
import { readForRegistry } from "../../src/content-tree/read-for-registry.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import { registryText } from "../../src/registry/written.ts";
import { asText } from "../registry/made.ts";

const content = mkdtempSync(join(tmpdir(), "imagegen-many-"));
afterAll(() => rmSync(content, { recursive: true, force: true }));

/** An entry of one thread's share is timed beside one of the other's. */
function timeBeside(entry: number, baseline: number): void {
  const runs = "runs: [{seed: 1, clock_seconds: 20}, {seed: 2, clock_seconds: 21}]";
  appendFileSync(
    join(content, `submissions/mini-v1/2026-02-01-entry-${entry}/rulings.yaml`),
    `timings:
  - date: 2026-02-20
    host: made up
    reason: Made up.
    by: [test reviewer]
    ${runs}
    baseline: {submission: 2026-02-01-entry-${baseline}, interleaved: true, ${runs}}
`,
  );
}

test("a tree read by threads has the same registry and the same findings", async () => {
  writeTree(content, 20, { measured: true });
  const broken = "submissions/mini-v1/2026-02-01-entry-7/verification.json";
  writeFileSync(join(content, broken), "{");
  timeBeside(8, 0);
  timeBeside(0, 9);
  const [plain, threaded] = [
    await readContent(content),
    await readForRegistry(content, { many: 10 }),
  ];
  expect(threaded.findings).toEqual(plain.findings);
  expect(threaded.findings.map(({ file }) => file)).toEqual([broken]);
  const registry = buildRegistry(plain);
  const timed = registry.submissions.find(({ id }) => id.endsWith("entry-8"));
  expect(timed?.timing?.baseline?.reference_seconds).toBeGreaterThan(0);
  const text = [...registryText(threaded.rulesets, threaded.entries)].join("");
  expect(text).toBe(asText(registry));
});
