import { type Finding, finding } from "../findings/finding.ts";
import type { LogProblem, LogSummary } from "../logs/summary.ts";
import { nearest } from "./nearest.ts";
import { type Case, listAt, numberAt, textAt } from "./submission.ts";

/** Every log that a run names is there, can be read, and is of that run's seed. */
export function logs({ submission }: Case): Finding[] {
  const { result } = submission;
  const runs = listAt(result?.value, "runs");
  const claimed = runs.flatMap((run, index) => {
    const name = textAt(run, "log");
    if (name === undefined || !result) return [];
    const log = submission.logs.get(name);
    if (log) return ofSeed(name, log, numberAt(run, "seed"));
    // That it is there but too large to be read is told of the file itself.
    if (submission.unread?.some((unread) => unread.name === name)) return [];
    const path = ["runs", index, "log"];
    const place = { file: "result.json", pointer: `/runs/${index}/log`, ...result.at(path) };
    const others = [...submission.logs.keys()];
    return [finding("log-missing", place, { name, nearest: nearest(name, others) })];
  });
  return [...claimed, ...[...submission.logs].flatMap(([name, log]) => readable(name, log))];
}

function ofSeed(file: string, log: LogSummary, claimed: number | undefined): Finding[] {
  if (log.seed === null || claimed === undefined || log.seed === claimed) return [];
  return [finding("log-seed-mismatch", { file, line: 1 }, { logged: log.seed, claimed })];
}

/** What reading a log came upon. */
export function readable(file: string, log: LogSummary): Finding[] {
  if (log.last === null && log.problemCount === 0) {
    return [finding("log-empty", { file }, { name: file })];
  }
  const findings = log.problems.map((problem) => problemFinding(file, problem));
  if (log.secondStart !== null) {
    findings.push(finding("log-two-runs", { file, line: log.secondStart }, { name: file }));
  }
  findings.push(...silence(file, log));
  const more = { count: log.problemCount, shown: log.problems.length };
  if (more.count > more.shown) findings.push(finding("log-more-problems", { file }, more));
  if (log.evaluations.length === 0 && log.last !== null) {
    findings.push(finding("log-no-evaluations", { file }, { name: file }));
  }
  return findings;
}

function problemFinding(file: string, problem: LogProblem): Finding {
  const place = { file, line: problem.line };
  switch (problem.kind) {
    case "broken-line": {
      const { reason, field = null, text } = problem;
      return finding("log-broken-line", place, { reason, field, text });
    }
    case "clock-backwards":
      return finding("log-clock-backwards", place, problem);
    case "samples-backwards":
      return finding("log-samples-not-growing", place, problem);
  }
}

/** Shorter silences are told of no run; nor are those of a log with few lines. */
const SHORT_SECONDS = 60;
const FEW_LINES = 20;

/** A part of the clock in which nothing was logged, out of proportion to the rest. */
function silence(file: string, { longestGap, last, lines }: LogSummary): Finding[] {
  const clock = last?.clock ?? 0;
  if (longestGap === null || lines < FEW_LINES || clock === 0) return [];
  const { seconds, line } = longestGap;
  const ordinary = clock / lines;
  if (seconds < SHORT_SECONDS || seconds < clock / 10 || seconds < ordinary * 10) return [];
  return [finding("log-gap", { file, line }, { seconds: Math.round(seconds), clock })];
}
