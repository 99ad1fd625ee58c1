import { createHash } from "node:crypto";
import { copyFileSync, createReadStream, existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { BLANK } from "../../src/checks/blanks.ts";
import { firstCrossing } from "../../src/logs/crossing.ts";
import { readLog } from "../../src/logs/read-log.ts";
import type { EvaluationPoint, LogSummary } from "../../src/logs/summary.ts";
import type { Ruleset, Track } from "../../src/schemas/ruleset.ts";
import { Misuse } from "../io.ts";
import type { blankResult } from "./blank-submission.ts";

type BlankRun = ReturnType<typeof blankResult>["runs"][number];

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

/** The point that stops the clock; on a track without a target, the last one. */
function claimedPoint(log: LogSummary, ruleset: Ruleset, track: Track): EvaluationPoint | null {
  if (!track.target) return log.evaluations.at(-1) ?? null;
  return firstCrossing(log.evaluations, track.target, track.guards, ruleset.metrics);
}

/** One run, filled in from its log and, where it was given, its samples file. */
async function runFrom(
  file: string,
  samples: string | undefined,
  blank: BlankRun,
  rules: { ruleset: Ruleset; track: Track },
): Promise<BlankRun> {
  const log = await summaryOf(file);
  const point = claimedPoint(log, rules.ruleset, rules.track);
  const known = new Set(rules.ruleset.metrics.map(({ id }) => id));
  const claim = point && {
    clock_seconds: point.clock,
    samples_seen: point.samples ?? blank.claim.samples_seen,
    metrics: {
      ...blank.claim.metrics,
      ...Object.fromEntries(Object.entries(point.metrics).filter(([id]) => known.has(id))),
    },
  };
  const digest = samples && createHash("sha256").update(readFileSync(samples)).digest("hex");
  return {
    ...blank,
    seed: log.seed ?? blank.seed,
    log: basename(file),
    claim: (claim ?? {
      ...blank.claim,
      clock_seconds: `${BLANK}: ${basename(file)} never meets the target of this track`,
    }) as BlankRun["claim"],
    samples: {
      ...blank.samples,
      ...(samples ? { uri: basename(samples) } : {}),
      ...(digest ? { sha256: digest } : {}),
    },
  } as BlankRun;
}

/** Runs from logs, in the order given; logs and samples are copied into the folder afterwards. */
export async function runsFromLogs(
  logs: readonly string[],
  samples: readonly string[],
  blank: BlankRun,
  rules: { ruleset: Ruleset; track: Track },
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
