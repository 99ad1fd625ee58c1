import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { readRecord } from "../src/content-tree/read-record.ts";
import { readRulebooks } from "../src/content-tree/read-rulebooks.ts";
import { readRulesets } from "../src/content-tree/read-rulesets.ts";
import { either } from "../src/findings/messages/message.ts";
import { renderText } from "../src/findings/render/text.ts";
import { digestsOf, frozenText } from "../src/rulesets/freeze.ts";
import type { Rulebook } from "../src/rulesets/types.ts";
import type { Frozen } from "../src/schemas/frozen.ts";
import { isoDate } from "../src/schemas/primitives.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent, repositoryRoot } from "./repository.ts";
import { run as writeSchemas } from "./schemas.ts";
import { writeWhole } from "./write-file.ts";

/**
 * `publish <version> [--date yyyy-mm-dd] [--content DIR] [--schemas DIR]`: puts a drafted ruleset in
 * force. Its status and day are written, what it supersedes is marked, it is frozen by digest, and
 * the schemas are written. Exit 1: the draft or the record is not in order.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      content: { type: "string", default: ownContent },
      date: { type: "string", default: new Date().toISOString().slice(0, 10) },
      schemas: { type: "string", default: join(repositoryRoot, "schemas") },
    },
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new Misuse("publish takes the id of a draft.");
  if (!isoDate.safeParse(values.date).success) {
    throw new Misuse(
      `--date is ${JSON.stringify(values.date)}; it has to be a day like 2026-01-30.`,
    );
  }
  const content = contentAt(values.content);
  const { rulesets, findings: inData } = readRulesets(content);
  const { rulebooks, frozen, findings: inBooks } = readRulebooks(content, rulesets);
  const { findings: inRecord } = readRecord(content, rulesets);
  const findings = [...inData, ...inBooks, ...inRecord];
  if (findings.length > 0) {
    io.stderr.write(`${renderText(findings)}\nNothing was written.\n`);
    return 1;
  }
  const draft = draftOf(rulebooks, id);
  const written = published(rulebooks, draft, values.date, frozen);
  for (const [path, text] of written) writeWhole(join(content, path), text);
  const show = (path: string) => relative(process.cwd(), join(content, path));
  io.stdout.write(`${id} is published as of ${values.date}:\n`);
  for (const path of written.keys()) io.stdout.write(`  ${show(path)}\n`);
  const code = await writeSchemas(["--content", content, "--out", values.schemas], io);
  io.stdout.write(
    "Commit it on a branch and open a pull request that links the decision; merging puts it in force.\n",
  );
  return code;
}

function draftOf(rulebooks: readonly Rulebook[], id: string): Rulebook {
  const draft = rulebooks.find(({ ruleset }) => ruleset.id === id);
  const drafts = rulebooks.filter(({ ruleset }) => ruleset.status === "draft");
  const there =
    drafts.length === 0
      ? "there is no draft"
      : `drafts: ${either(drafts.map(({ ruleset }) => ruleset.id))}`;
  if (!draft) throw new Misuse(`There is no ruleset ${JSON.stringify(id)}; ${there}.`);
  if (draft.ruleset.status !== "draft") {
    throw new Misuse(
      `${id} is ${draft.ruleset.status} already; a change of it is a new version (docs/publish-a-ruleset.md). Now ${there}.`,
    );
  }
  const lacks = [
    ...(draft.clauses.length === 0 ? ["clauses with ids in index.mdx, for rulings to cite"] : []),
    ...(draft.ruleset.decisions.length === 0
      ? ["the decisions it rests on, in `decisions` of ruleset.yaml"]
      : []),
  ];
  if (lacks.length > 0)
    throw new Misuse(`${id} cannot be published: it lacks ${lacks.join(" and ")}.`);
  return draft;
}

/** Every file that publishing writes, by its path in the content tree. */
function published(
  rulebooks: readonly Rulebook[],
  draft: Rulebook,
  date: string,
  frozen: Frozen,
): Map<string, string> {
  const pathOf = (id: string) => `rulesets/${id}/ruleset.yaml`;
  const { id, supersedes } = draft.ruleset;
  const data = withField(
    withField(draft.texts.data, "status", "published"),
    "published",
    date,
    "status",
  );
  const before = rulebooks.filter(({ ruleset }) => supersedes.includes(ruleset.id));
  const marked = before
    .filter(({ ruleset }) => ruleset.status !== "superseded")
    .map(
      ({ ruleset, texts }) =>
        [pathOf(ruleset.id), withField(texts.data, "status", "superseded")] as const,
    );
  const digests = {
    ...Object.fromEntries(before.map(({ texts }) => [texts.id, digestsOf(texts)])),
    // What was frozen earlier stays as it was frozen.
    ...frozen,
    [id]: digestsOf({ ...draft.texts, data }),
  };
  return new Map([[pathOf(id), data], ...marked, ["rulesets/frozen.json", frozenText(digests)]]);
}

/** The document with one top-level field set in its line; every other byte stays. */
function withField(text: string, field: string, value: string, after?: string): string {
  const line = new RegExp(`^${field}:[^\\n]*$`, "m");
  if (line.test(text)) return text.replace(line, `${field}: ${value}`);
  return text.replace(new RegExp(`^${after}:[^\\n]*$`, "m"), (at) => `${at}\n${field}: ${value}`);
}
