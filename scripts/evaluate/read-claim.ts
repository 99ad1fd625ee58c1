import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { type Result, resultSchema } from "../../src/schemas/result.ts";
import type { Ruleset } from "../../src/schemas/ruleset.ts";
import { Misuse } from "../io.ts";

/** result.json and its ruleset; whatever `check` would reject is sent there instead of measured. */
export function readClaim(folder: string, content: string): { result: Result; ruleset: Ruleset } {
  const path = join(folder, "result.json");
  if (!existsSync(path))
    throw new Misuse(`There is no ${path}. evaluate needs a submission folder.`);
  const advice = `Run \`npx imagegen-speedrun check ${folder}\` and mend what it finds first.`;
  let claim: unknown;
  try {
    claim = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Misuse(`${path} is not JSON. ${advice}`);
  }
  const named = typeof claim === "object" && claim !== null && "ruleset" in claim && claim.ruleset;
  const ruleset = readRulesets(content).rulesets.find((candidate) => candidate.id === named);
  const track = ruleset?.tracks.find(
    ({ id }) =>
      typeof claim === "object" && claim !== null && "track" in claim && claim.track === id,
  );
  if (!ruleset || !track) throw new Misuse(`${path} names no known ruleset and track. ${advice}`);
  const parsed = resultSchema(ruleset, track.id).safeParse(claim);
  if (!parsed.success) throw new Misuse(`${path} does not meet its ruleset's schema. ${advice}`);
  return { result: parsed.data, ruleset };
}
