import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { readContent } from "../../src/content-tree/read-content.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import type { Registry } from "../../src/registry/types.ts";
import { publishedSchemas } from "../../src/schemas/publish.ts";
import { registrySchema } from "../../src/schemas/registry.ts";
import { mini } from "../checks/entry.ts";

const schema = publishedSchemas([], "https://example.org/schemas/").get("registry.schema.json");
const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
const validate = ajv.compile(schema ?? false);
const parsed = (registry: Registry): unknown => JSON.parse(JSON.stringify(registry));

describe("what the registry says meets its published schema", () => {
  test.each([["content"], [mini]])("%s", async (content) => {
    const document = parsed(buildRegistry(await readContent(content)));
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    // Nothing stands in it that the schema does not name: Zod leaves out what it does not know.
    expect(registrySchema.parse(document)).toEqual(document);
  });
});

test("a registry with a figure of the wrong kind does not", async () => {
  const registry = buildRegistry(await readContent(mini));
  const [first] = registry.submissions;
  if (!first) throw new Error("the miniature tree has entries");
  const broken: unknown[] = [
    { ...registry, version: 2 },
    { ...registry, records: null },
    { ...registry, submissions: [{ ...first, standing: "famous" }] },
    { ...registry, submissions: [{ ...first, time_to_target_seconds: "20 s" }] },
  ];
  for (const document of broken) expect(validate(document)).toBe(false);
});
