import { createHash } from "node:crypto";
import { copyFileSync, createReadStream, existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readLog } from "../../src/logs/read-log.ts";
import type { LogSummary } from "../../src/logs/summary.ts";
import { type BlankRun, type Rules, runFromLog } from "../../src/new-entry/run-from-log.ts";
import { Misuse } from "../io.ts";

/** A canonical log, read; anything else is sent to `import`. */
async function summaryOf(file: string): Promise<LogSummary> {
  if (!existsSync(file)) throw new Misuse(`There is no file ${JSON.stringify(file)}.`);
  const log = await readLog(createReadStream(file));
  if (log.last === null || log.problemCount > 0) {
    const first = log.problems[0];
    throw new Misuse(
      `${file} is no canonical log${first ? ` (line ${first.line})` : ""}. Turn it into one first: npx imagegen-speedrun import <dialect> ${file} -o run-1.jsonl`,
    );
  }
  return log;
}

async function runFrom(
  file: string,
  samples: string | undefined,
  blank: BlankRun,
  rules: Rules,
): Promise<BlankRun> {
  const log = await summaryOf(file);
  const sha256 = samples && createHash("sha256").update(readFileSync(samples)).digest("hex");
  const given = samples && sha256 ? { name: basename(samples), sha256 } : null;
  return runFromLog(log, basename(file), given, blank, rules);
}

/** Runs from logs, in the order given; logs and samples are copied into the folder afterwards. */
export async function runsFromLogs(
  logs: readonly string[],
  samples: readonly string[],
  blank: BlankRun,
  rules: Rules,
): Promise<{ runs: BlankRun[]; copyInto(folder: string): void }> {
  if (samples.length > 0 && samples.length !== logs.length) {
    throw new Misuse(
      `${logs.length} logs and ${samples.length} samples files: one each, in the same order.`,
    );
  }
  const files = [...logs, ...samples];
  const names = files.map((file) => basename(file));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Misuse(`Two files are called ${twice}; rename one.`);
  const missing = samples.find((file) => !existsSync(file));
  if (missing !== undefined) throw new Misuse(`There is no file ${JSON.stringify(missing)}.`);
  const runs: BlankRun[] = [];
  for (const [index, file] of logs.entries())
    runs.push(await runFrom(file, samples[index], blank, rules));
  return {
    runs,
    copyInto(folder) {
      for (const file of files) copyFileSync(file, join(folder, basename(file)));
    },
  };
}
