import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { isMap, isNode, isSeq, parseDocument, stringify } from "yaml";
import { nearest } from "../src/checks/nearest.ts";
import { firstProblem } from "../src/content-tree/problem.ts";
import { readContent } from "../src/content-tree/read-content.ts";
import { either } from "../src/findings/messages/message.ts";
import { buildRegistry } from "../src/registry/index.ts";
import { cannotFollow, type Decision } from "../src/registry/rulings.ts";
import type { Entry, Standing } from "../src/registry/types.ts";
import { clausesOf } from "../src/rulesets/clauses.ts";
import type { Ruleset } from "../src/schemas/ruleset.ts";
import { type Ruling, rulingSchema, rulingsSchema } from "../src/schemas/rulings.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

const decisions: readonly string[] = rulingSchema.shape.decision.options;
const WIDE = { lineWidth: 100 } as const;
const isDecision = (text: string): text is Decision => decisions.includes(text);

/**
 * `rule <id> <decision> --reason TEXT --by WHO… [--clause ID]… [--technique T]… [--recused WHO]…
 * [--waive significance] [--link URL] [--reply TEXT]`: writes a reviewer's decision into rulings.yaml, after those that stand there.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      reason: { type: "string" },
      by: { type: "string", multiple: true, default: [] as string[] },
      clause: { type: "string", multiple: true, default: [] as string[] },
      technique: { type: "string", multiple: true, default: [] as string[] },
      recused: { type: "string", multiple: true, default: [] as string[] },
      waive: { type: "string", multiple: true, default: [] as string[] },
      link: { type: "string" },
      reply: { type: "string" },
      content: { type: "string", default: ownContent },
    },
  });
  const [id, decision, ...more] = positionals;
  if (id === undefined || decision === undefined || more.length > 0 || !isDecision(decision)) {
    throw new Misuse(`rule takes an entry's id and ${either(decisions)}.`);
  }
  if (values.reason === undefined || values.by.length === 0) {
    throw new Misuse("A ruling needs its reason (--reason) and who judged (--by, once for each).");
  }
  const content = contentAt(values.content);
  const { entry, before, ruleset } = await entryOf(content, id);
  if (values.waive.length > 0) waivable(ruleset);
  const ruling: Ruling = rulingOf(entry, decision, { ...values, reason: values.reason });
  knownClauses(content, entry.ruleset, values.clause);
  const obstacle = cannotFollow(entry.rulings?.rulings ?? [], decision);
  if (obstacle !== null) throw new Misuse(`${id} cannot be ruled on like this: ${obstacle}.`);
  const path = join(content, entry.path, "rulings.yaml");
  writeWhole(path, withRuling(path, ruling));
  const { before: after } = await entryOf(content, id);
  io.stdout.write(`${id}: ${before} → ${after}\n${relative(process.cwd(), path)}\n`);
  io.stdout.write("Commit it on a branch and open a pull request; a reviewer has to agree.\n");
  return 0;
}

async function entryOf(
  content: string,
  id: string,
): Promise<{ entry: Entry; before: Standing | "unknown"; ruleset: Ruleset | undefined }> {
  const tree = await readContent(content);
  const entry = tree.entries.find((one) => one.id === id);
  if (!entry) {
    const close = nearest(
      id,
      tree.entries.map((one) => one.id),
    );
    const advice = close === null ? "" : ` Did you mean ${close}?`;
    throw new Misuse(`There is no entry ${JSON.stringify(id)}.${advice}`);
  }
  const listed = buildRegistry(tree).submissions.find((one) => one.id === id);
  const ruleset = tree.rulesets.find((one) => one.id === entry.ruleset);
  return { entry, before: listed?.standing ?? "unknown", ruleset };
}

/** Reviewers waive what the ruleset lets them waive, and nothing else. */
function waivable(ruleset: Ruleset | undefined): void {
  if (ruleset?.runs.significance?.waivable !== undefined) return;
  throw new Misuse(`${ruleset?.id ?? "The ruleset"} has no demand that reviewers may waive.`);
}

/** Clauses are cited by the ids that the ruleset's prose gives them. */
function knownClauses(content: string, ruleset: string, cited: readonly string[]): void {
  const prose = readFileSync(join(content, "rulesets", ruleset, "index.mdx"), "utf8");
  const ids = clausesOf(prose).map(({ id }) => id);
  const unknown = cited.find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  const known = ids.length === 0 ? "it has none" : `it has ${either(ids)}`;
  throw new Misuse(`${ruleset} has no clause ${JSON.stringify(unknown)}; ${known}.`);
}

type Given = {
  readonly reason: string;
  readonly by: string[];
  readonly clause: string[];
  readonly technique: string[];
  readonly recused: string[];
  readonly waive: string[];
  readonly link?: string | undefined;
  readonly reply?: string | undefined;
};

function rulingOf(entry: Entry, decision: Decision, given: Given): Ruling {
  const parsed = rulingSchema.safeParse({
    decision,
    date: new Date().toISOString().slice(0, 10),
    ruleset: entry.ruleset,
    clauses: given.clause,
    techniques: given.technique,
    reason: given.reason,
    by: given.by,
    recused: given.recused,
    link: given.link ?? null,
    ...(given.waive.length === 0 ? {} : { waives: given.waive }),
    ...(given.reply === undefined ? {} : { reply: given.reply }),
  });
  if (!parsed.success)
    throw new Misuse(`The ruling is not complete: ${firstProblem(parsed.error)}.`);
  return parsed.data;
}

/** The file with one more ruling at its end; what stands there already stays as it was written. */
function withRuling(path: string, ruling: Ruling): string {
  const { recused, link, clauses, techniques, ...rest } = ruling;
  const written = {
    ...rest,
    ...(clauses.length > 0 ? { clauses } : {}),
    ...(techniques.length > 0 ? { techniques } : {}),
    ...(recused.length > 0 ? { recused } : {}),
    ...(link === null ? {} : { link }),
  };
  const old = existsSync(path) ? readFileSync(path, "utf8") : "";
  const text = old === "" ? stringify({ rulings: [written] }, WIDE) : appended(path, old, written);
  const checked = rulingsSchema.safeParse(parseDocument(text).toJS());
  if (!checked.success)
    throw new Misuse(`${path} would be broken: ${firstProblem(checked.error)}.`);
  return text;
}

/** Puts an item after the last of the list, in the list's own indentation. */
function appended(path: string, old: string, item: object): string {
  const document = parseDocument(old);
  const list = isMap(document.contents) ? document.contents.get("rulings") : undefined;
  const first = isSeq(list) ? list.items[0] : undefined;
  const [start] = (isNode(first) && first.range) || [];
  const last = isSeq(list) && !list.flow ? list.range?.[1] : undefined;
  if (document.errors.length > 0 || start === undefined || last === undefined) {
    throw new Misuse(
      `${path} cannot be added to: its rulings have to stand one below the other, each with a hyphen.`,
    );
  }
  const lineStart = old.lastIndexOf("\n", start) + 1;
  const indent = /^ */.exec(old.slice(lineStart))?.[0] ?? "";
  const lines = stringify([item], WIDE).trimEnd().split("\n");
  const added = lines.map((line) => `${indent}${line}\n`).join("");
  // After the end of the line that the list ends on: a remark there belongs to what it stands behind.
  const feed = old.indexOf("\n", last - 1);
  const at = feed < 0 ? old.length : feed + 1;
  const before = old.slice(0, at);
  return `${before}${before.endsWith("\n") ? "" : "\n"}${added}${old.slice(at)}`;
}
