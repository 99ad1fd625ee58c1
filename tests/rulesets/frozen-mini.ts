/** Writes the miniature tree's frozen.json: `node tests/rulesets/frozen-mini.ts [content]`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readRulebooks } from "../../src/content-tree/read-rulebooks.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { digestsOf, frozenText } from "../../src/rulesets/freeze.ts";

/** Digests of everything that is in force or was, as `publish` would have written them. */
export function frozenNow(content: string): string {
  const { rulebooks } = readRulebooks(content, readRulesets(content).rulesets);
  const published = rulebooks.filter(({ ruleset }) => ruleset.status !== "draft");
  return frozenText(Object.fromEntries(published.map(({ texts }) => [texts.id, digestsOf(texts)])));
}

if (import.meta.main) {
  const content = process.argv[2] ?? join(import.meta.dirname, "..", "fixtures", "mini");
  writeFileSync(join(content, "rulesets", "frozen.json"), frozenNow(content));
}
