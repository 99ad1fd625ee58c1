import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRulebooks } from "../../src/content-tree/read-rulebooks.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { knownTechniques } from "../../src/new-entry/known-techniques.ts";
import { identifier } from "../../src/schemas/primitives.ts";

/** The names that one entry declares; none where it cannot be read: `check` says what is wrong. */
function declaredIn(file: string): string[] {
  try {
    const names: unknown = JSON.parse(readFileSync(file, "utf8"))?.model?.techniques;
    return Array.isArray(names) ? names.filter((name) => identifier.safeParse(name).success) : [];
  } catch {
    return [];
  }
}

/** Names of techniques that a content tree knows. */
export function techniquesIn(content: string): string[] {
  const files = globSync("submissions/*/*/result.json", { cwd: content });
  const { rulebooks } = readRulebooks(content, readRulesets(content).rulesets);
  return knownTechniques(
    files.map((file) => declaredIn(join(content, file))),
    rulebooks.flatMap(({ examples }) => examples),
  );
}
