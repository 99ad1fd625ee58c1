import { join } from "node:path";
import type { z } from "zod";
import { document } from "../checks/document.ts";
import { caseOf } from "../checks/index.ts";
import { readable } from "../checks/readable.ts";
import { rulesNamed } from "../checks/rules-named.ts";
import { schema } from "../checks/schema.ts";
import type { Submission } from "../checks/submission.ts";
import { type Finding, finding } from "../findings/finding.ts";
import { circlesOf } from "../registry/lineage/circles.ts";
import { lineageOf } from "../registry/lineage/graph.ts";
import type { ContentTree, Entry } from "../registry/types.ts";
import { resultSchema } from "../schemas/result.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { rulingsSchema } from "../schemas/rulings.ts";
import { verificationSchema } from "../schemas/verification.ts";
import { textOf } from "./folder.ts";
import { entryPaths } from "./neighbours.ts";
import { yamlValue } from "./plain-yaml.ts";
import { firstProblem } from "./problem.ts";
import { readRulesets } from "./read-rulesets.ts";
import { readFolder } from "./read-submission.ts";

/** Entries that could be read, and what is wrong with the others. */
export type ReadEntries = { readonly entries: Entry[]; readonly findings: Finding[] };
export type ReadTree = ContentTree & { readonly findings: readonly Finding[] };

/**
 * Reads a whole content tree. What cannot be read becomes a finding, with the file's path inside
 * the tree, and is left out; everything else stays.
 */
export async function readContent(content: string): Promise<ReadTree> {
  const { rulesets, findings } = readRulesets(content);
  const read = await readEntries(content, entryPaths(content), rulesets);
  return wholeTree(rulesets, findings, [read]);
}

/** Reads the entries at these paths inside the tree, in their order. */
export async function readEntries(
  content: string,
  paths: readonly string[],
  rulesets: readonly Ruleset[],
): Promise<ReadEntries> {
  const all: ReadEntries = { entries: [], findings: [] };
  for (const path of paths) {
    const { entry, findings } = await readEntry(content, path, rulesets);
    all.findings.push(...findings);
    if (entry) all.entries.push(entry);
  }
  return all;
}

/** Puts together what was read in parts, and looks at what only the whole can show. */
export function wholeTree(
  rulesets: readonly Ruleset[],
  found: readonly Finding[],
  parts: readonly ReadEntries[],
): ReadTree {
  const entries = parts.flatMap((part) => part.entries);
  const built = entries.map(({ id, path, result }) => {
    return { id, path, based_on: result.based_on ?? [] };
  });
  const findings = [...found, ...parts.flatMap((part) => part.findings), ...inCircles(built)];
  return { rulesets, entries, findings };
}

/** An entry as far as it builds on others. */
type Built = { readonly id: string; readonly path: string; readonly based_on: readonly string[] };

/** Entries that build on one another: at least one of them cannot have been there first. */
export function inCircles(entries: readonly Built[]): Finding[] {
  const circles = circlesOf(lineageOf(entries));
  if (circles.length === 0) return [];
  const circleOf = new Map(circles.flatMap((circle) => circle.map((id) => [id, circle] as const)));
  return entries.flatMap(({ id, path, based_on }) => {
    const circle = circleOf.get(id) ?? [];
    const index = based_on.findIndex((one) => circle.includes(one));
    if (index < 0) return [];
    const place = { file: `${path}/result.json`, pointer: `/based_on/${index}` };
    return [finding("based-on-circular", place, { id: based_on[index] ?? "", circle })];
  });
}

/** Reads one entry, given by its path inside the tree; null where it cannot be read. */
export async function readEntry(
  content: string,
  path: string,
  rulesets: readonly Ruleset[],
): Promise<{ entry: Entry | null; findings: Finding[] }> {
  const folder = join(content, path);
  const { submission, texts } = await readFolder(folder);
  const one = caseOf(submission, { rulesets, entries: [], today: "9999-12-31" });
  const inTree = (found: Finding): Finding => ({ ...found, file: `${path}/${found.file}` });
  const shape = [document, readable, rulesNamed, schema]
    .flatMap((check) => check(one))
    // An entry made under a ruleset that has been superseded since stays an entry.
    .filter(({ code }) => code !== "ruleset-closed");
  const { ruleset, track } = one;
  if (shape.length > 0 || !ruleset || !track) return { entry: null, findings: shape.map(inTree) };
  const textIn = (file: string) => texts.get(file) ?? textOf(join(folder, file));
  const verification = readRecord(textIn, "verification.json", verificationSchema);
  const rulings = readRecord(textIn, "rulings.yaml", rulingsSchema);
  const result = resultSchemaOf(ruleset, track.id).parse(submission.result?.value);
  const entry: Entry = {
    id: submission.id,
    ruleset: ruleset.id,
    path,
    result,
    logs: result.runs.map((run) => logOf(submission, run.log)),
    verification: verification.value,
    rulings: rulings.value,
    readme: submission.readme ?? null,
    files: submission.items.flatMap(({ name, bytes, sha256 }) =>
      sha256 === null ? [] : [{ name, bytes, sha256 }],
    ),
  };
  return { entry, findings: [...verification.findings, ...rulings.findings].map(inTree) };
}

const resultSchemas = new WeakMap<Ruleset, Map<string, ReturnType<typeof resultSchema>>>();

/** The schema of a ruleset and track; made once, as making it takes longer than using it. */
function resultSchemaOf(ruleset: Ruleset, track: string) {
  const known = resultSchemas.get(ruleset) ?? new Map<string, ReturnType<typeof resultSchema>>();
  const made = known.get(track) ?? resultSchema(ruleset, track);
  resultSchemas.set(ruleset, known.set(track, made));
  return made;
}

const logOf = ({ logs }: Submission, named: unknown) =>
  typeof named === "string" ? (logs.get(named) ?? null) : null;

/** A document that CI or reviewers wrote; null where it is not there or cannot be read. */
function readRecord<S extends z.ZodType>(
  textIn: (file: string) => string | null,
  file: string,
  documentSchema: S,
): { value: z.infer<S> | null; findings: Finding[] } {
  const text = textIn(file);
  if (text === null) return { value: null, findings: [] };
  const broken = (problem: string) => {
    const args = { problem, schema: file.replace(/\.(json|yaml)$/, ".schema.json") };
    return { value: null, findings: [finding("record-broken", { file }, args)] };
  };
  let value: unknown;
  try {
    value = file.endsWith(".json") ? JSON.parse(text) : yamlValue(text);
  } catch {
    return broken("it cannot be parsed");
  }
  const checked = documentSchema.safeParse(value);
  return checked.success
    ? { value: checked.data, findings: [] }
    : broken(firstProblem(checked.error));
}
