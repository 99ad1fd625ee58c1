import { Ajv2020, type Options, type ValidateFunction } from "ajv/dist/2020.js";
import { resultJsonSchema } from "../schemas/publish.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";

// Strict about our own schemas; types may be unions there (file name or address).
export const validatorOptions = {
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  // A test holds every schema against the meta-schema, and optimizing costs more than it saves.
  validateSchema: false,
  code: { optimize: false },
} as const satisfies Options;

const compiled = new WeakMap<Ruleset, Map<string, ValidateFunction>>();

/**
 * Ajv over exactly the schema that is published for this ruleset and track; compiled once. Rules
 * import it as "#validator": a browser gets the validators that the build compiled ahead, because a
 * page that forbids eval cannot compile any (check-page/validators-ahead.ts).
 */
export function validator(ruleset: Ruleset, track: Track): ValidateFunction {
  const ofRuleset = compiled.get(ruleset) ?? new Map<string, ValidateFunction>();
  compiled.set(ruleset, ofRuleset);
  const known = ofRuleset.get(track.id);
  if (known) return known;
  const ajv = new Ajv2020(validatorOptions);
  const validate = ajv.compile(resultJsonSchema(ruleset, track));
  ofRuleset.set(track.id, validate);
  return validate;
}
