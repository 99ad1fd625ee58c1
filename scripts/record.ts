import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { readDiscussions, readRemovals } from "../src/content-tree/read-discussions.ts";
import { readRecord } from "../src/content-tree/read-record.ts";
import { frozenOf, readRulebooks } from "../src/content-tree/read-rulebooks.ts";
import { readRulesets } from "../src/content-tree/read-rulesets.ts";
import { renderGithub } from "../src/findings/render/github.ts";
import { renderText } from "../src/findings/render/text.ts";
import { repository } from "../src/git/repository.ts";
import { thawed } from "../src/rulesets/check-rulesets.ts";
import type { Frozen } from "../src/schemas/frozen.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";

const FROZEN = "rulesets/frozen.json";

/**
 * `record --check [--base REF] [--format text|github] [--content DIR]`: tells everything that is
 * wrong with minutes, decisions, actions, cycles and rulesets, and with --base whether a published
 * ruleset's digest is not what that commit has. Exit 1: something is wrong.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      base: { type: "string" },
      check: { type: "boolean", default: false },
      content: { type: "string", default: ownContent },
      format: { type: "string", default: "text" },
    },
  });
  if (!values.check) throw new Misuse("record takes --check.");
  if (values.format !== "text" && values.format !== "github") {
    throw new Misuse(`There is no format ${JSON.stringify(values.format)}.`);
  }
  const content = contentAt(values.content);
  const { rulesets, findings: inRulesets } = readRulesets(content);
  const { findings: inRecord, ...record } = readRecord(content, rulesets);
  const { frozen, findings: inBooks } = readRulebooks(content, rulesets);
  const since = values.base === undefined ? [] : thawed(frozenAt(content, values.base), frozen);
  const threads = readDiscussions(content);
  const removals = readRemovals(content);
  const folder = relative(process.cwd(), content);
  const findings = [
    ...inRulesets,
    ...inBooks,
    ...since,
    ...inRecord,
    ...threads.findings,
    ...removals.findings,
  ].map((one) => ({
    ...one,
    file: join(folder, one.file),
  }));
  if (findings.length > 0) {
    io.stdout.write(values.format === "github" ? renderGithub(findings, "") : renderText(findings));
    return 1;
  }
  const { minutes, decisions, actions, cycles } = record;
  const open = actions.filter(({ state }) => state === "open").length;
  io.stdout.write(
    `in order: ${minutes.length} minutes, ${decisions.length} decisions, ${actions.length} actions (${open} open), ${cycles.length} cycles, ${rulesets.length} rulesets, ${threads.value.length} threads\n`,
  );
  return 0;
}

/** The list of published rulesets at another commit; empty where that commit has none. */
function frozenAt(content: string, commit: string): Frozen {
  const { git } = repository(content);
  let at: string;
  try {
    at = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{commit}`);
  } catch {
    throw new Misuse(`--base ${JSON.stringify(commit)} is no commit of this repository.`);
  }
  // A leading "./" is relative to the folder git runs in.
  const path = `./${FROZEN}`;
  if (git("ls-tree", "--name-only", at, path) === "") return {};
  return frozenOf(git("show", `${at}:${path}`)).frozen;
}
