import { loaders } from "virtual:result-validators";
import type { ValidateFunction } from "ajv/dist/2020.js";
import type { Ruleset, Track } from "../schemas/ruleset.ts";

const loaded = new Map<string, ValidateFunction>();
const keyOf = (ruleset: Ruleset, track: Track) => `${ruleset.id}/${track.id}`;

/** Fetches the validator that the build compiled for this ruleset and track. */
export async function loadValidator(ruleset: Ruleset, track: Track): Promise<void> {
  const key = keyOf(ruleset, track);
  const module = await loaders.get(key)?.();
  // The rules are fetched afresh, the validators belong to the page: an old page meets new rules.
  if (module === undefined) throw new Error("The rules are newer than this page. Reload it.");
  loaded.set(key, module.validator);
}

/** What a browser has in place of Ajv, once it is loaded. */
export function validator(ruleset: Ruleset, track: Track): ValidateFunction {
  const found = loaded.get(keyOf(ruleset, track));
  if (!found) throw new Error(`The validator of ${keyOf(ruleset, track)} is not loaded`);
  return found;
}
