import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildSite } from "../../scripts/build.ts";
import { mini } from "../checks/entry.ts";

const work = mkdtempSync(join(tmpdir(), "imagegen-build-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** What a build that fails says last. */
async function complaint(content: string): Promise<string> {
  const failed = await buildSite(content, join(work, "site")).catch((error: Error) => error);
  expect(failed).toBeInstanceOf(Error);
  return String(failed).split("generating static routes").at(-1)?.trim() ?? "";
}

test("a folder that is no content tree makes no site, and is named", async () => {
  const nowhere = join(work, "nowhere");
  expect(await complaint(nowhere)).toBe(
    `${nowhere} is no content tree: it has no folder rulesets (IMAGEGEN_CONTENT).`,
  );
});

test("a broken tree makes no site; what is broken is said, and no stack trace", async () => {
  const content = join(work, "content");
  cpSync(mini, content, { recursive: true });
  const result = "submissions/mini-v1/2026-02-01-first-light/result.json";
  writeFileSync(join(content, result), "{\n");
  const said = await complaint(content);
  expect(said).toMatch(/^The content tree is broken:\n\n/);
  expect(said).toContain(`${result}:2:1  error  result-not-json`);
  expect(said).not.toMatch(/^\s+at /m);
});
