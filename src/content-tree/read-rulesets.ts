import { join } from "node:path";
import { parse } from "yaml";
import { type Finding, finding } from "../findings/finding.ts";
import { type Ruleset, rulesetSchema } from "../schemas/ruleset.ts";
import { foldersIn, textOf } from "./folder.ts";
import { firstProblem } from "./problem.ts";

/** Every ruleset of a content tree; a broken one becomes a finding and is left out. */
export function readRulesets(content: string): { rulesets: Ruleset[]; findings: Finding[] } {
  const rulesets: Ruleset[] = [];
  const findings: Finding[] = [];
  for (const id of foldersIn(join(content, "rulesets"))) {
    const file = `rulesets/${id}/ruleset.yaml`;
    const read = readRuleset(textOf(join(content, file)), id);
    if (typeof read === "string")
      findings.push(finding("ruleset-broken", { file }, { problem: read }));
    else rulesets.push(read);
  }
  return { rulesets, findings };
}

function readRuleset(text: string | null, id: string): Ruleset | string {
  if (text === null) return "there is no ruleset.yaml";
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    return cause instanceof Error ? (cause.message.split("\n")[0] ?? "not YAML") : "not YAML";
  }
  const checked = rulesetSchema.safeParse(document);
  if (!checked.success) return firstProblem(checked.error);
  return checked.data.id === id ? checked.data : `its id is ${checked.data.id}, its folder ${id}`;
}
