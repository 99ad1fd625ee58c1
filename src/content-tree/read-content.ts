import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { document } from "../checks/document.ts";
import { caseOf } from "../checks/index.ts";
import { readable } from "../checks/readable.ts";
import { rulesNamed } from "../checks/rules-named.ts";
import { schema } from "../checks/schema.ts";
import type { Submission } from "../checks/submission.ts";
import { type Finding, finding } from "../findings/finding.ts";
import type { ContentTree, Entry } from "../registry/types.ts";
import { resultSchema } from "../schemas/result.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { rulingsSchema } from "../schemas/rulings.ts";
import { verificationSchema } from "../schemas/verification.ts";
import { foldersIn, textOf } from "./folder.ts";
import { firstProblem } from "./problem.ts";
import { readRulesets } from "./read-rulesets.ts";
import { readSubmission } from "./read-submission.ts";

/**
 * Reads a whole content tree. What cannot be read becomes a finding, with the file's path inside
 * the tree, and is left out; everything else stays.
 */
export async function readContent(
  content: string,
): Promise<ContentTree & { readonly findings: readonly Finding[] }> {
  const { rulesets, findings } = readRulesets(content);
  const entries: Entry[] = [];
  for (const ruleset of foldersIn(join(content, "submissions"))) {
    for (const id of foldersIn(join(content, "submissions", ruleset))) {
      const path = `submissions/${ruleset}/${id}`;
      const read = await readEntry(content, path, rulesets);
      findings.push(...read.findings);
      if (read.entry) entries.push(read.entry);
    }
  }
  return { rulesets, entries, findings };
}

/** Reads one entry, given by its path inside the tree; null where it cannot be read. */
export async function readEntry(
  content: string,
  path: string,
  rulesets: readonly Ruleset[],
): Promise<{ entry: Entry | null; findings: Finding[] }> {
  const submission = await readSubmission(join(content, path));
  const one = caseOf(submission, { rulesets, entries: [], today: "9999-12-31" });
  const inTree = (found: Finding): Finding => ({ ...found, file: `${path}/${found.file}` });
  const shape = [document, readable, rulesNamed, schema]
    .flatMap((check) => check(one))
    // An entry made under a ruleset that has been superseded since stays an entry.
    .filter(({ code }) => code !== "ruleset-closed");
  const { ruleset, track } = one;
  if (shape.length > 0 || !ruleset || !track) return { entry: null, findings: shape.map(inTree) };
  const folder = join(content, path);
  const verification = readRecord(folder, "verification.json", verificationSchema);
  const rulings = readRecord(folder, "rulings.yaml", rulingsSchema);
  const result = resultSchema(ruleset, track.id).parse(submission.result?.value);
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

const logOf = ({ logs }: Submission, named: unknown) =>
  typeof named === "string" ? (logs.get(named) ?? null) : null;

/** A document that CI or reviewers wrote; null where it is not there or cannot be read. */
function readRecord<S extends z.ZodType>(
  folder: string,
  file: string,
  documentSchema: S,
): { value: z.infer<S> | null; findings: Finding[] } {
  const text = textOf(join(folder, file));
  if (text === null) return { value: null, findings: [] };
  const broken = (problem: string) => {
    const args = { problem, schema: file.replace(/\.(json|yaml)$/, ".schema.json") };
    return { value: null, findings: [finding("record-broken", { file }, args)] };
  };
  let value: unknown;
  try {
    value = file.endsWith(".json") ? JSON.parse(text) : parse(text);
  } catch {
    return broken("it cannot be parsed");
  }
  const checked = documentSchema.safeParse(value);
  return checked.success
    ? { value: checked.data, findings: [] }
    : broken(firstProblem(checked.error));
}
