import type { ErrorObject } from "ajv/dist/2020.js";
import { validator } from "#validator";
import { type Finding, finding, type Place } from "../findings/finding.ts";
import { type JsonText, pathOf, pointerOf } from "../findings/json-text.ts";
import { nearest } from "./nearest.ts";
import { errorsOf } from "./schema-errors.ts";
import { type Case, fieldAt } from "./submission.ts";

const file = "result.json";
/** More than anybody mends in one go. */
const MOST_TOLD = 100;

/** result.json has the shape that the published schema of its ruleset and track asks for. */
export function schema({ submission, ruleset, track }: Case): Finding[] {
  const { result } = submission;
  if (result === null || result.broken !== null || ruleset === null || track === null) return [];
  const errors = errorsOf(validator(ruleset, track), result.value);
  const findings = errors.slice(0, MOST_TOLD).flatMap((error) => describe(error, result));
  if (errors.length <= MOST_TOLD) return findings;
  const more = { count: errors.length, shown: MOST_TOLD };
  return [...findings, finding("schema-more-problems", { file }, more)];
}

/** Where the value of an error stands, or one of its fields. */
function placed(result: JsonText, error: ErrorObject, field?: string): Place {
  const path = pathOf(error.instancePath);
  if (field === undefined) return { file, pointer: error.instancePath, ...result.at(path) };
  const inner = [...path, field];
  return { file, pointer: pointerOf(inner), ...result.atKey(inner) };
}

type Fragment = {
  readonly description?: unknown;
  readonly examples?: unknown;
  readonly const?: unknown;
};

const descriptionOf = (fragment: Fragment | undefined): string | null =>
  typeof fragment?.description === "string" ? fragment.description : null;
const exampleOf = (fragment: Fragment | undefined): unknown =>
  Array.isArray(fragment?.examples) ? fragment.examples[0] : undefined;

const properties = (error: ErrorObject): Record<string, Fragment> =>
  (fieldAt(error.parentSchema, "properties") ?? {}) as Record<string, Fragment>;

/** Turns one error of Ajv into the finding a person reads. */
function describe(error: ErrorObject, result: JsonText): Finding[] {
  const parent = error.parentSchema as Fragment | undefined;
  const description = descriptionOf(parent);
  switch (error.keyword) {
    case "required":
      return [missing(error, result)];
    case "additionalProperties":
      return [unknownField(error, result)];
    case "type":
      return [
        finding("schema-wrong-type", placed(result, error), {
          expected: [error.params["type"]].flat().join(" or "),
          value: error.data,
          description,
        }),
      ];
    case "const":
      return [notTheConstant(error, result)];
    case "enum": {
      const allowed = error.params["allowedValues"] as readonly unknown[];
      const words = allowed.filter((value) => typeof value === "string");
      const meant = typeof error.data === "string" ? nearest(error.data, words) : null;
      const args = { value: error.data, allowed, nearest: meant };
      return [finding("schema-not-allowed", placed(result, error), args)];
    }
    case "pattern":
    case "anyOf":
    case "format":
    case "propertyNames":
      return [
        finding("schema-wrong-form", placed(result, error), {
          value: error.data,
          description: description ?? unionForms(error),
          example: exampleOf(parent),
        }),
      ];
    default:
      return [
        finding("schema-out-of-range", placed(result, error), {
          value: error.data,
          bound: boundOf(error),
          description,
        }),
      ];
  }
}

/** What the forms of a union say of themselves. */
function unionForms(error: ErrorObject): string {
  if (error.keyword !== "anyOf" || !Array.isArray(error.schema)) {
    return "Control characters are not allowed.";
  }
  const forms = (error.schema as Fragment[]).map(descriptionOf).filter((form) => form !== null);
  return forms.join(" Or: ");
}

function missing(error: ErrorObject, result: JsonText): Finding {
  const field = String(error.params["missingProperty"]);
  const fragment = properties(error)[field];
  if (error.instancePath === "/statements" && fragment?.const === true) {
    const text = descriptionOf(fragment) ?? "";
    const args = { statement: field, text, value: undefined };
    return finding("statement-missing", placed(result, error), args);
  }
  return finding("schema-missing-field", placed(result, error), {
    field,
    description: descriptionOf(fragment),
    example: exampleOf(fragment),
    fields: "field",
  });
}

function unknownField(error: ErrorObject, result: JsonText): Finding {
  const field = String(error.params["additionalProperty"]);
  const known = Object.keys(properties(error));
  const absent = known.filter((name) => fieldAt(error.data, name) === undefined);
  const args = { field, known, nearest: nearest(field, absent) };
  return finding("schema-unknown-field", placed(result, error, field), args);
}

function notTheConstant(error: ErrorObject, result: JsonText): Finding {
  const place = placed(result, error);
  const [group, name] = pathOf(error.instancePath);
  if (group === "statements") {
    const text = descriptionOf(error.parentSchema as Fragment) ?? "";
    return finding("statement-missing", place, {
      statement: String(name),
      text,
      value: error.data,
    });
  }
  const allowed = [error.params["allowedValue"]];
  return finding("schema-not-allowed", place, { value: error.data, allowed, nearest: null });
}

/** "at least 3", "at most 100 characters": the limit that an error is about. */
function boundOf(error: ErrorObject): string {
  const limit = String(error.params["limit"]);
  const words: Record<string, string> = {
    minimum: `at least ${limit}`,
    maximum: `at most ${limit}`,
    exclusiveMinimum: `more than ${limit}`,
    exclusiveMaximum: `less than ${limit}`,
    minItems: `a list of at least ${limit}`,
    maxItems: `a list of at most ${limit}`,
    minLength: `at least ${limit} character${limit === "1" ? "" : "s"} long`,
    maxLength: `at most ${limit} characters long`,
  };
  return words[error.keyword] ?? error.message ?? error.keyword;
}
