import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, inject, test } from "vitest";
import { fixtureBase } from "./build-sites.ts";

/** Which published schema a published file meets, by its address; null where there is none for it. */
function schemaOf(path: string, document: unknown): string | null {
  const api = /^api\/v1\/(rulesets|submissions|records|surroundings)\.json$/.exec(path);
  if (api) return `api/${api[1]}.schema.json`;
  if (path === "api/v1/registry.json") return "registry.schema.json";
  if (/^leaderboards\/[^/]+\/[^/]+\/board\.json$/.test(path)) return "api/board.schema.json";
  if (/^leaderboards\/[^/]+\/[^/]+\/rows\/\d+\.json$/.test(path))
    return "api/board-rows.schema.json";
  const data = /^runs\/[^/]+\/data\/(entry|curves)\.json$/.exec(path);
  if (data) return `api/${data[1]}.schema.json`;
  if (/^runs\/[^/]+\/verification\.json$/.test(path)) return "verification.schema.json";
  if (/^(runs\/[^/]+|rulesets\/[^/]+\/example\/[^/]+)\/result\.json$/.test(path)) {
    const { ruleset, track } = document as { ruleset: string; track: string };
    return `${ruleset}/${track}.schema.json`;
  }
  return null;
}

describe.each([
  ["the site of content/", inject("site")],
  ["the site of the fixtures", join(inject("fixtureHost"), fixtureBase)],
])("%s", (_, folder) => {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), "utf8"));
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const compiled = new Map<string, ValidateFunction>();
  for (const path of globSync("**/*.schema.json", { cwd: join(folder, "schemas") })) {
    compiled.set(path, ajv.compile(read(join("schemas", path)) as object));
  }
  const files = globSync("**/*.json", { cwd: folder }).filter(
    (path) => !/^(schemas|pagefind)\//.test(path),
  );

  test("publishes no JSON without a schema, and none that its schema refuses", () => {
    expect(files.length).toBeGreaterThan(15);
    for (const path of files) {
      const document = read(path);
      const validate = compiled.get(schemaOf(path, document) ?? "");
      expect(validate, `${path} has no published schema`).toBeDefined();
      expect(validate?.(document), `${path}: ${JSON.stringify(validate?.errors)}`).toBe(true);
    }
  });

  test("publishes schemas that refuse a document without one of its fields", () => {
    const tried = new Set<string>();
    for (const path of files) {
      const document = read(path);
      const schema = schemaOf(path, document) ?? "";
      const validate = compiled.get(schema);
      const whole = Array.isArray(document) ? document[0] : document;
      if (tried.has(schema) || !validate || typeof whole !== "object" || whole === null) continue;
      tried.add(schema);
      const [first = ""] = Object.keys(whole).filter((key) => key !== "$schema");
      const { [first]: _left, ...rest } = whole as Record<string, unknown>;
      expect(validate(Array.isArray(document) ? [rest] : rest), `${schema}, ${first}`).toBe(false);
    }
    expect(tried.size).toBeGreaterThan(9);
  });
});
