import { existsSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { BLANK } from "../src/checks/blanks.ts";
import { nearest } from "../src/checks/nearest.ts";
import { readRulesets } from "../src/content-tree/read-rulesets.ts";
import { either } from "../src/findings/messages/message.ts";
import { blankReadme, blankResult } from "../src/new-entry/blank-submission.ts";
import { fill, namesIn } from "../src/new-entry/questions.ts";
import { resultSchemaPath } from "../src/schemas/publish.ts";
import type { Ruleset, Track } from "../src/schemas/ruleset.ts";
import { permanentUrl } from "../src/site.ts";
import { type Io, Misuse } from "./io.ts";
import { asked, questionFlags } from "./new/answers.ts";
import { runsFromLogs } from "./new/from-logs.ts";
import { techniquesIn } from "./new/known-techniques.ts";
import { copyEvidence, readOld, updatedResult } from "./new/update.ts";
import { contentAt, ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const flags = {
  ...questionFlags,
  content: { type: "string", default: ownContent },
  ruleset: { type: "string" },
  track: { type: "string" },
  "from-log": { type: "string", multiple: true, default: [] as string[] },
  samples: { type: "string", multiple: true, default: [] as string[] },
  update: { type: "string" },
} as const;

/**
 * `new <id> --ruleset R --track T [--from-log FILE]… [--samples FILE]… [--update FOLDER]`: a folder in
 * which every blank is named. Logs fill in what they show; --update carries an entry over.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: flags });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Misuse("new takes one id.");
  if (!SLUG.test(name)) {
    throw new Misuse(`${JSON.stringify(name)} is no id: use lower-case words joined by hyphens.`);
  }
  const content = contentAt(values.content);
  const { ruleset, track } = rulesOf(content, values.ruleset, values.track);
  const today = new Date().toISOString().slice(0, 10);
  const id = /^\d{4}-\d\d-\d\d-/.test(name) ? name : `${today}-${name}`;
  const folder = join(content, "submissions", ruleset.id, id);
  if (existsSync(folder)) throw new Misuse(`${folder} exists already; nothing was changed.`);
  const schema = permanentUrl(`schemas/${resultSchemaPath(ruleset.id, track.id)}`);
  const blank = blankResult(ruleset, track, id.slice(0, 10), schema);
  if (values.update !== undefined)
    return update(resolve(values.update), folder, blank, ruleset, io);
  const answers = io === process ? await asked(values, () => techniquesIn(content)) : values;
  fill(blank, answers);
  tellNewNames(namesIn(answers.techniques), content, io);
  const [firstRun] = blank.runs;
  const logs = values["from-log"];
  if (logs.length > 0 && firstRun) {
    const { runs, copyInto } = await runsFromLogs(logs, values.samples, firstRun, {
      ruleset,
      track,
    });
    write(folder, { ...blank, runs });
    copyInto(folder);
  } else write(folder, blank);
  writeWhole(join(folder, "README.md"), blankReadme());
  tell(folder, io);
  return 0;
}

function rulesOf(content: string, named: string | undefined, trackId: string | undefined) {
  const open = readRulesets(content).rulesets.filter(({ status }) => status === "published");
  const ruleset: Ruleset | undefined = open.find(({ id }) => id === named);
  if (!ruleset) throw new Misuse(`--ruleset has to be ${either(open.map(({ id }) => id))}.`);
  const track: Track | undefined = ruleset.tracks.find(({ id }) => id === trackId);
  if (!track) throw new Misuse(`--track has to be ${either(ruleset.tracks.map(({ id }) => id))}.`);
  return { ruleset, track };
}

const write = (folder: string, result: object) =>
  writeWhole(join(folder, "result.json"), `${JSON.stringify(result, null, 2)}\n`);

function update(from: string, folder: string, blank: object, ruleset: Ruleset, io: Io): number {
  const old = readOld(from);
  const fields = JSON.parse(JSON.stringify(blank));
  const result = updatedResult(old, fields, ruleset);
  write(folder, result);
  copyEvidence(from, folder);
  io.stdout.write(`${basename(from)} carried over to ${ruleset.id}.\n`);
  tell(folder, io, JSON.stringify(result).split(BLANK).length - 1);
  return 0;
}

/** A name that differs from one in use by a letter would split one idea in two. */
function tellNewNames(names: readonly string[], content: string, io: Io): void {
  if (names.length === 0) return;
  const known = techniquesIn(content);
  for (const name of names.filter((one) => !known.includes(one))) {
    const near = nearest(name, known);
    const hint = near === null ? "" : `; did you mean ${near}?`;
    io.stdout.write(`${JSON.stringify(name)} is a new name for a technique${hint}\n`);
  }
}

function tell(folder: string, io: Io, blanks?: number): void {
  const shown = relative(process.cwd(), folder);
  const left = blanks === undefined ? `every ${BLANK}` : `${blanks} × ${BLANK}`;
  io.stdout.write(`${shown}\nFill in ${left}, add what is missing, then:\n`);
  io.stdout.write(`  npx imagegen-speedrun check ${shown}\n`);
}
