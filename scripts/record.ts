import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readRecord } from "../src/content-tree/read-record.ts";
import { readRulesets } from "../src/content-tree/read-rulesets.ts";
import { renderGithub } from "../src/findings/render/github.ts";
import { renderText } from "../src/findings/render/text.ts";
import { type Io, Misuse } from "./io.ts";
import { ownContent } from "./repository.ts";

/**
 * `record --check [--format text|github] [--content DIR]`: tells everything that is wrong with the
 * minutes, decisions, actions and cycles. Exit 1: something is.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      check: { type: "boolean", default: false },
      content: { type: "string", default: ownContent },
      format: { type: "string", default: "text" },
    },
  });
  if (!values.check) throw new Misuse("record takes --check.");
  if (values.format !== "text" && values.format !== "github") {
    throw new Misuse(`There is no format ${JSON.stringify(values.format)}.`);
  }
  const content = resolve(values.content);
  const { rulesets, findings: inRulesets } = readRulesets(content);
  const { findings: inRecord, ...record } = readRecord(content, rulesets);
  const folder = relative(process.cwd(), content);
  const findings = [...inRulesets, ...inRecord].map((one) => ({
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
    `in order: ${minutes.length} minutes, ${decisions.length} decisions, ${actions.length} actions (${open} open), ${cycles.length} cycles\n`,
  );
  return 0;
}
