import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { mini } from "../checks/entry.ts";
import { command } from "./command.ts";

const out = mkdtempSync(join(tmpdir(), "imagegen-schemas-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

test("--check tells what is stale, missing and left over, and writes nothing", async () => {
  const schemas = (...more: string[]) =>
    command("schemas", "--content", mini, "--out", out, ...more);
  expect(await schemas()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^22 schemas in /),
  });
  expect(await schemas("--check")).toMatchObject({ code: 0, stdout: "" });
  const file = join(out, "mini-v1", "basic.schema.json");
  writeFileSync(file, "{}");
  rmSync(join(out, "rulings.schema.json"));
  writeFileSync(join(out, "old.schema.json"), "{}");
  const { code, stdout } = await schemas("--check");
  expect(code).toBe(1);
  expect(stdout).toBe(
    [
      "mini-v1/basic.schema.json is stale",
      "old.schema.json belongs to no ruleset",
      "rulings.schema.json is missing",
      "Fix: npx imagegen-speedrun schemas, then commit.",
      "",
    ].join("\n"),
  );
  expect(readFileSync(file, "utf8")).toBe("{}");
});

test("the schemas of this repository are up to date", async () => {
  expect(await command("schemas", "--check")).toMatchObject({ code: 0, stdout: "" });
});
