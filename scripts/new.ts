import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readRulesets } from "../src/content-tree/read-rulesets.ts";
import { either } from "../src/findings/messages/message.ts";
import { resultSchemaPath } from "../src/schemas/publish.ts";
import { permanentUrl } from "../src/site.ts";
import { type Io, Misuse } from "./io.ts";
import { blankReadme, blankResult } from "./new/blank-submission.ts";
import { ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** `new <id> --ruleset R --track T [--content DIR]`: a folder with marked blanks. */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      content: { type: "string", default: ownContent },
      ruleset: { type: "string" },
      track: { type: "string" },
    },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Misuse("new takes one id.");
  if (!SLUG.test(name)) {
    throw new Misuse(`${JSON.stringify(name)} is no id: use lower-case words joined by hyphens.`);
  }
  const { rulesets } = readRulesets(resolve(values.content));
  const open = rulesets.filter(({ status }) => status === "published");
  const ruleset = open.find(({ id }) => id === values.ruleset);
  if (!ruleset) {
    throw new Misuse(`--ruleset has to be ${either(open.map(({ id }) => id))}.`);
  }
  const track = ruleset.tracks.find(({ id }) => id === values.track);
  if (!track) throw new Misuse(`--track has to be ${either(ruleset.tracks.map(({ id }) => id))}.`);
  const today = new Date().toISOString().slice(0, 10);
  const dated = /^\d{4}-\d\d-\d\d-/.test(name);
  const id = dated ? name : `${today}-${name}`;
  const folder = join(resolve(values.content), "submissions", ruleset.id, id);
  if (existsSync(folder)) throw new Misuse(`${folder} exists already; nothing was changed.`);
  const schema = permanentUrl(`schemas/${resultSchemaPath(ruleset.id, track.id)}`);
  const result = blankResult(ruleset, track, id.slice(0, 10), schema);
  writeWhole(join(folder, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
  writeWhole(join(folder, "README.md"), blankReadme());
  const shown = relative(process.cwd(), folder);
  io.stdout.write(`${shown}\nFill in every FILL IN, add logs and samples, then:\n`);
  io.stdout.write(`  npx imagegen-speedrun check ${shown}\n`);
  return 0;
}
