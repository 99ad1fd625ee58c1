import { expect, test } from "vitest";
import { z } from "zod";
import { schemaFields } from "../../src/components/guide/schema-fields.ts";
import { resultJsonSchema } from "../../src/schemas/publish.ts";
import { smallRuleset } from "./rulesets.ts";

test("fields of objects, lists and variants are flattened in the order written", () => {
  const schema = z.toJSONSchema(
    z.strictObject({
      name: z.string().meta({ description: "A name.", examples: ["Ada"] }),
      kind: z.enum(["a", "b"]).optional(),
      runs: z.array(z.strictObject({ seed: z.int() })),
      log: z.union([
        z.string().meta({ description: "A file." }),
        z.strictObject({ url: z.string() }),
      ]),
    }),
  );
  expect(schemaFields(schema)).toEqual([
    { path: "name", type: "text", required: true, description: "A name.", example: '"Ada"' },
    { path: "kind", type: "a | b", required: false, description: null, example: null },
    { path: "runs", type: "list of objects", required: true, description: null, example: null },
    { path: "runs[].seed", type: "whole number", required: true, description: null, example: null },
    { path: "log", type: "text or object", required: true, description: "A file.", example: null },
    { path: "log.url", type: "text", required: true, description: null, example: null },
  ]);
});

test("every field of result.json below the top level says what it is", () => {
  const ruleset = smallRuleset();
  const [track] = ruleset.tracks;
  if (!track) throw new Error("the ruleset has no track");
  const fields = schemaFields(resultJsonSchema(ruleset, track));
  const silent = fields.filter(
    ({ description, type }) => description === null && !type.includes("object"),
  );
  expect(silent.map(({ path }) => path)).toEqual([]);
});
