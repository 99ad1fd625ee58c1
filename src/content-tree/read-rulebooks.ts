import { join } from "node:path";
import { type Finding, finding } from "../findings/finding.ts";
import type { Located } from "../record/located.ts";
import { checkRulesets } from "../rulesets/check-rulesets.ts";
import { clausesOf } from "../rulesets/clauses.ts";
import type { ReadRulebook, Rulebook } from "../rulesets/types.ts";
import { type ClauseExample, clauseExamplesSchema } from "../schemas/clause-example.ts";
import { type Frozen, frozenSchema } from "../schemas/frozen.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { foldersIn, textOf } from "./folder.ts";
import { firstProblem } from "./problem.ts";
import { YamlText } from "./yaml-text.ts";

type Examples = Located<{ readonly examples: readonly ClauseExample[] }>;

/** The list of published rulesets from its text; empty where there is none. */
export function frozenOf(text: string | null): { frozen: Frozen; findings: Finding[] } {
  const broken = (problem: string) => ({
    frozen: {},
    findings: [finding("frozen-broken", { file: "rulesets/frozen.json" }, { problem })],
  });
  if (text === null) return { frozen: {}, findings: [] };
  try {
    const checked = frozenSchema.safeParse(JSON.parse(text));
    return checked.success
      ? { frozen: checked.data, findings: [] }
      : broken(firstProblem(checked.error));
  } catch {
    return broken("it is no JSON");
  }
}

/** Reads prose, clauses and examples of the rulesets, and what is wrong with them. */
export function readRulebooks(
  content: string,
  rulesets: readonly Ruleset[],
): { rulebooks: Rulebook[]; frozen: Frozen; findings: Finding[] } {
  const findings: Finding[] = [];
  const books = rulesets.map((ruleset): ReadRulebook => {
    const folder = `rulesets/${ruleset.id}`;
    const textIn = (name: string) => textOf(join(content, folder, name)) ?? "";
    const texts = { id: ruleset.id, data: textIn("ruleset.yaml"), prose: textIn("index.mdx") };
    const examples = readExamples(content, `${folder}/examples.yaml`);
    const located = examples === null || "code" in examples ? null : examples;
    if (examples !== null && "code" in examples) findings.push(examples);
    return {
      ruleset,
      texts,
      clauses: clausesOf(texts.prose),
      examples: located?.value.examples ?? [],
      located,
    };
  });
  const { frozen, findings: inList } = frozenOf(textOf(join(content, "rulesets", "frozen.json")));
  const read = new Set(rulesets.map(({ id }) => id));
  const unread = new Set(foldersIn(join(content, "rulesets")).filter((id) => !read.has(id)));
  // An unreadable list would make every ruleset look unfrozen.
  findings.push(...(inList.length > 0 ? inList : checkRulesets(books, frozen, unread)));
  return { rulebooks: books.map(({ located: _, ...book }) => book), frozen, findings };
}

function readExamples(content: string, file: string): Examples | Finding | null {
  const text = textOf(join(content, file));
  if (text === null) return null;
  const yaml = new YamlText(text);
  if (yaml.problem !== null) {
    return finding(
      "examples-broken",
      { file, ...yaml.problem.place },
      { problem: yaml.problem.words },
    );
  }
  const checked = clauseExamplesSchema.safeParse(yaml.value);
  if (checked.success) return { value: checked.data, file, placeOf: (path) => yaml.placeOf(path) };
  const place = yaml.placeOf(checked.error.issues[0]?.path ?? []);
  return finding("examples-broken", { file, ...place }, { problem: firstProblem(checked.error) });
}
