import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { resultJsonSchema } from "../../src/schemas/publish.ts";
import { rulesetSchema } from "../../src/schemas/ruleset.ts";
import { mini } from "../checks/entry.ts";
import { exampleOf } from "./example.ts";

const { rulesets } = readRulesets("content");
const { rulesets: miniature } = readRulesets(mini);
const contests = [...rulesets, ...miniature].flatMap((ruleset) =>
  ruleset.tracks.map((track) => ({ name: `${ruleset.id}, ${track.id}`, ruleset, track })),
);

const compile = (schema: object): ValidateFunction =>
  new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place of a document, deepest first. */
function placesOf(value: Json, path: (string | number)[] = []): (string | number)[][] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => placesOf(item, [...path, index]))
    : value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))
      : [];
  return [...inner, path];
}

/** A value that no field with this one can also take. */
const wrongFor = (value: Json): Json => (typeof value === "boolean" ? "true" : true);

function replaced(document: Json, path: readonly (string | number)[], value: Json): Json {
  const copy = structuredClone({ root: document }) as { [key: string]: Json };
  let holder: Record<string | number, Json> = copy;
  const keys = ["root", ...path];
  for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string | number, Json>;
  const last = keys.at(-1) as string | number;
  holder[last] = value;
  return copy.root as Json;
}

describe.each(contests)("$name", ({ ruleset, track }) => {
  const schema = resultJsonSchema(ruleset, track);
  const validate = compile(schema);
  const example = exampleOf(schema) as Json;

  test("accepts the document made of its own examples", () => {
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
  });

  test("refuses an empty object, a list and nothing", () => {
    for (const value of [{}, [], null, "", 0]) expect(validate(value)).toBe(false);
  });

  test("refuses a wrong-typed copy of every field", () => {
    const places = placesOf(example).filter((path) => path.join(".") !== "");
    expect(places.length).toBeGreaterThan(40);
    // `training` is open to further fields, not to wrong ones.
    const accepted = places.filter((path) => {
      const value = path.reduce<Json>(
        (at, key) => (at as Record<string | number, Json>)[key] as Json,
        example,
      );
      return validate(replaced(example, path, wrongFor(value)));
    });
    expect(accepted).toEqual([]);
  });

  test("describes every field it names", () => {
    const undescribed: string[] = [];
    const visit = (fragment: Record<string, unknown>, name: string): void => {
      const { properties = {}, items } = fragment as {
        properties?: Record<string, Record<string, unknown>>;
        items?: Record<string, unknown>;
      };
      for (const [key, inner] of Object.entries(properties)) {
        const group = "properties" in inner || "items" in inner || "anyOf" in inner;
        if (!("description" in inner) && !group) undescribed.push(`${name}.${key}`);
        visit(inner, `${name}.${key}`);
      }
      if (items) visit(items, `${name}[]`);
    };
    visit(schema as Record<string, unknown>, "result");
    expect(undescribed).toEqual([]);
  });
});

describe("a track can tighten and nothing else", () => {
  const published = JSON.parse(JSON.stringify(miniature[0]));

  test.each(["metrics", "axes", "clock", "runs", "hardware_classes", "statements"])(
    "it cannot bring its own %s",
    (key) => {
      const own = structuredClone(published);
      own.tracks[0][key] = own[key];
      expect(rulesetSchema.safeParse(published).success).toBe(true);
      expect(rulesetSchema.safeParse(own).error?.issues[0]?.message).toContain(`"${key}"`);
    },
  );

  test("what a track refuses is all that it changes", () => {
    const ruleset = rulesetSchema.parse(published);
    const [track] = ruleset.tracks;
    if (!track) throw new Error("the miniature ruleset has tracks");
    const tight = {
      ...track,
      requires: ["notes" as const],
      narrows: { "model.parameters": { maximum: 1000 } },
    };
    const [loose, tighter] = [track, tight].map((one) => compile(resultJsonSchema(ruleset, one)));
    const example = exampleOf(resultJsonSchema(ruleset, track)) as Json;
    for (const path of placesOf(example)) {
      const value = path.length === 0 ? {} : replaced(example, path, true);
      if (!loose?.(value)) expect(tighter?.(value)).toBe(false);
    }
    expect(loose?.(replaced(example, ["model", "parameters"], 1001))).toBe(true);
    expect(tighter?.(replaced(example, ["model", "parameters"], 1001))).toBe(false);
  });
});
