import { z } from "zod";
import { resultSchema } from "./result.ts";
import type { Ruleset, Track } from "./ruleset.ts";
import { type JsonSchema, tighteningSchema } from "./tightening.ts";

/** Path under /schemas/ of the JSON Schema that a result.json of this ruleset and track must meet. */
export const resultSchemaPath = (rulesetId: string, trackId: string) =>
  `${rulesetId}/${trackId}.schema.json`;

/** Fields a track can demand, as JSON Schema fragments that only ever add a demand. */
const demands: Record<Track["requires"][number], JsonSchema> = {
  external_modules: {
    required: ["external_modules"],
    properties: { external_modules: { minItems: 1 } },
  },
  based_on: { required: ["based_on"], properties: { based_on: { minItems: 1 } } },
  affiliations: { properties: { submitters: { items: { required: ["affiliation"] } } } },
  usd_per_hour: { properties: { hardware: { required: ["usd_per_hour"] } } },
  notes: { required: ["notes"] },
};

/**
 * The JSON Schema (draft 2020-12) for result.json under one ruleset and track. Whatever the track
 * adds stands in `allOf` beside the ruleset's own schema: it can refuse more, never allow more.
 */
export function resultJsonSchema(ruleset: Ruleset, track: Track): JsonSchema {
  const base = z.toJSONSchema(resultSchema(ruleset, track.id), {
    target: "draft-2020-12",
    io: "input",
  });
  const tighter = [
    ...track.requires.map((field) => demands[field]),
    ...Object.entries(track.narrows).map(([path, limit]) => tighteningSchema(path, limit)),
  ];
  return {
    ...base,
    title: `result.json for ${ruleset.id}, track ${track.id}`,
    description: ruleset.summary,
    ...(tighter.length > 0 ? { allOf: tighter } : {}),
  };
}
