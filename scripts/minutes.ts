import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { readDiscussions } from "../src/content-tree/read-discussions.ts";
import { readRecord } from "../src/content-tree/read-record.ts";
import { readRulesets } from "../src/content-tree/read-rulesets.ts";
import { renderText } from "../src/findings/render/text.ts";
import { blankMinutes, cycleOn } from "../src/record/agenda.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

/** `minutes new <yyyy-mm-dd> [--content DIR]`: an agenda from open actions and threads. Never overwrites. */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { content: { type: "string", default: ownContent } },
  });
  const [what, date, ...more] = positionals;
  if (what !== "new" || date === undefined || more.length > 0) {
    throw new Misuse("minutes takes the word new and a day.");
  }
  if (!isDay(date)) throw new Misuse(`${JSON.stringify(date)} is no day.`);
  const content = contentAt(values.content);
  const path = join(content, "meetings", `${date}.mdx`);
  const shown = relative(process.cwd(), path);
  if (existsSync(path)) throw new Misuse(`${shown} exists already; nothing was written.`);
  const { findings: inRecord, ...record } = readRecord(content, readRulesets(content).rulesets);
  const { value: threads, findings: inThreads } = readDiscussions(content);
  const findings = [...inRecord, ...inThreads];
  if (findings.length > 0) {
    io.stderr.write(`${renderText(findings)}\nThe record is broken; nothing was written.\n`);
    return 1;
  }
  writeWhole(path, blankMinutes(date, record, threads));
  io.stdout.write(`${shown}\n`);
  const cycle = cycleOn(date);
  if (!record.cycles.some(({ id }) => id === cycle)) {
    io.stderr.write(
      `There is no cycle ${cycle} yet: write cycles/${cycle}.yaml, or name another.\n`,
    );
  }
  return 0;
}

/** A day of the calendar: the 30th of February is none. */
function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(moment.getTime()) &&
    moment.toISOString().startsWith(text)
  );
}
