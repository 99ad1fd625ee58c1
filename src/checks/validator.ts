import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { resultJsonSchema } from "../schemas/publish.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";

const compiled = new WeakMap<Ruleset, Map<string, ValidateFunction>>();

/** Ajv over exactly the schema that is published for this ruleset and track; compiled once. */
export function validator(ruleset: Ruleset, track: Track): ValidateFunction {
  const ofRuleset = compiled.get(ruleset) ?? new Map<string, ValidateFunction>();
  compiled.set(ruleset, ofRuleset);
  const known = ofRuleset.get(track.id);
  if (known) return known;
  // Strict about our own schemas; types may be unions there (file name or address).
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    // A test holds every schema against the meta-schema, and optimizing costs more than it saves.
    validateSchema: false,
    code: { optimize: false },
  });
  const validate = ajv.compile(resultJsonSchema(ruleset, track));
  ofRuleset.set(track.id, validate);
  return validate;
}

/**
 * The errors of a value, one per problem: where no form of a union fits, the errors of its single
 * forms are left out, and what two parts of a schema both say is said once.
 */
export function errorsOf(validate: ValidateFunction, value: unknown): ErrorObject[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // By place in the schema: there are as many as the schema has, whatever the document.
  const unions = new Set(
    errors.flatMap(({ keyword, schemaPath }) => (keyword === "anyOf" ? [`${schemaPath}/`] : [])),
  );
  const inUnion = ({ schemaPath }: ErrorObject) =>
    [...unions].some((union) => schemaPath.startsWith(union));
  const said = new Set<string>();
  return errors.filter((error) => {
    if (inUnion(error)) return false;
    const key = JSON.stringify([error.instancePath, error.keyword, error.params]);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}
