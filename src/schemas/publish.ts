import { z } from "zod";
import { cycleSchema } from "./cycle.ts";
import { logEventSchema } from "./log-event.ts";
import { measurementPredicateSchema } from "./measurement-predicate.ts";
import { minutesSchema } from "./minutes.ts";
import {
  neighbourFilesSchema,
  neighbourIdsSchema,
  publishedRegistrySchema,
  recordsPartSchema,
  rulesetsPartSchema,
  submissionsPartSchema,
  surroundingsSchema,
} from "./published-api.ts";
import { boardRowsSchema, boardSchema } from "./published-board.ts";
import { entryCurvesSchema, entryDocumentSchema } from "./published-entry.ts";
import { registrySchema } from "./registry.ts";
import { resultSchema } from "./result.ts";
import { type Ruleset, rulesetSchema, type Track } from "./ruleset.ts";
import { rulingsSchema } from "./rulings.ts";
import { type JsonSchema, tighteningSchema } from "./tightening.ts";
import { verificationSchema } from "./verification.ts";

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

/** Schemas of the documents that are the same under every ruleset, by published path. */
const fixedSchemas = {
  "ruleset.schema.json": rulesetSchema,
  "verification.schema.json": verificationSchema,
  "rulings.schema.json": rulingsSchema,
  "minutes.schema.json": minutesSchema,
  "cycle.schema.json": cycleSchema,
  "log-event.schema.json": logEventSchema,
  "registry.schema.json": registrySchema,
  "measurement-predicate.schema.json": measurementPredicateSchema,
  "api/rulesets.schema.json": rulesetsPartSchema,
  "api/registry.schema.json": publishedRegistrySchema,
  "api/submissions.schema.json": submissionsPartSchema,
  "api/records.schema.json": recordsPartSchema,
  "api/surroundings.schema.json": surroundingsSchema,
  "api/surroundings-ids.schema.json": neighbourIdsSchema,
  "api/surroundings-digests.schema.json": neighbourFilesSchema,
  "api/board.schema.json": boardSchema,
  "api/board-rows.schema.json": boardRowsSchema,
  "api/entry.schema.json": entryDocumentSchema,
  "api/curves.schema.json": entryCurvesSchema,
} as const;

/**
 * Every JSON Schema the site publishes under /schemas/, by path. `base` is the address of that
 * folder and becomes part of each `$id`.
 */
export function publishedSchemas(
  rulesets: readonly Ruleset[],
  base: string,
): Map<string, JsonSchema> {
  const schemas = new Map<string, JsonSchema>();
  for (const ruleset of rulesets) {
    for (const track of ruleset.tracks) {
      const path = resultSchemaPath(ruleset.id, track.id);
      schemas.set(path, { $id: `${base}${path}`, ...resultJsonSchema(ruleset, track) });
    }
  }
  for (const [path, schema] of Object.entries(fixedSchemas)) {
    const json = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
    schemas.set(path, { $id: `${base}${path}`, ...json });
  }
  return schemas;
}
