import { z } from "zod";

/**
 * A limit a track may add to one field of result.json. Every form only ever removes values from
 * what the ruleset allows, because it joins the ruleset's schema through `allOf`.
 */
export const tightening = z
  .strictObject({
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    one_of: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .optional(),
  })
  .refine((limit) => Object.keys(limit).length > 0, "name at least one limit");
export type Tightening = z.infer<typeof tightening>;

export type JsonSchema = { readonly [key: string]: unknown };

const constraint = (limit: Tightening): JsonSchema => ({
  ...(limit.minimum === undefined ? {} : { minimum: limit.minimum }),
  ...(limit.maximum === undefined ? {} : { maximum: limit.maximum }),
  ...(limit.one_of === undefined ? {} : { enum: limit.one_of }),
});

/** JSON Schema that limits the field at a dotted path (`model.parameters`) and says nothing else. */
export function tighteningSchema(path: string, limit: Tightening): JsonSchema {
  return path
    .split(".")
    .reverse()
    .reduce<JsonSchema>(
      (inner, key) => ({ properties: { [key]: inner }, required: [key] }),
      constraint(limit),
    );
}
