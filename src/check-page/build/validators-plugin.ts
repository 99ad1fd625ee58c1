import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { validatorOptions } from "../../checks/validator.ts";
import { readRulesets } from "../../content-tree/read-rulesets.ts";
import { resultJsonSchema } from "../../schemas/publish.ts";
import type { Ruleset, Track } from "../../schemas/ruleset.ts";

const NAME = "virtual:result-validators";

const require = createRequire(import.meta.url);

/**
 * Ajv's code requires functions that stand for themselves, such as the length of a text. They are
 * written out: a page has no `require`, and bundlers disagree on how to import what they lie in.
 */
const selfContained = (code: string): string =>
  code.replaceAll(/require\("([^"]+)"\)\.default/g, (_, path: string) => {
    return `(${String(require(path).default)})`;
  });

/** A module with the validator of one ruleset and track as a plain function: no eval is left. */
export function validatorModule(ruleset: Ruleset, track: Track): string {
  const code = { ...validatorOptions.code, source: true, esm: true };
  const ajv = new Ajv2020({ ...validatorOptions, code });
  ajv.addSchema(resultJsonSchema(ruleset, track), "result");
  return selfContained(standaloneCode(ajv, { validator: "result" }));
}

/** A module that loads each validator when it is asked for: nobody needs those of all rulesets. */
function loadersModule(rulesets: readonly Ruleset[]): string {
  const keys = rulesets.flatMap(({ id, tracks }) => tracks.map((track) => `${id}/${track.id}`));
  const loaders = keys.map((key) => `["${key}", () => import("${NAME}/${key}")]`);
  return `export const loaders = new Map([${loaders.join(", ")}]);\n`;
}

function moduleNamed(name: string, rulesets: readonly Ruleset[]): string {
  if (name === NAME) return loadersModule(rulesets);
  const [rulesetId, trackId] = name.slice(NAME.length + 1).split("/");
  const ruleset = rulesets.find(({ id }) => id === rulesetId);
  const track = ruleset?.tracks.find(({ id }) => id === trackId);
  if (!ruleset || !track) throw new Error(`There is no ruleset and track for ${name}`);
  return validatorModule(ruleset, track);
}

/** Gives the page of the checker its validators, compiled while the site is built. */
export const validatorsAhead = (content: string) => ({
  name: "validators-ahead",
  resolveId: (source: string) => (source.startsWith(NAME) ? `\0${source}` : null),
  load: (id: string) =>
    id.startsWith(`\0${NAME}`) ? moduleNamed(id.slice(1), readRulesets(content).rulesets) : null,
});
