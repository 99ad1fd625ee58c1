/** `npm run bench:check [entries]`: how fast the check is. docs/performance.md tells what for. */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../repository.ts";
import { command, measured } from "./child.ts";
import type { Floor } from "./floor.ts";
import { mini, ordinaryEntry, writeLongEntry, writeTree } from "./made-tree.ts";
import type { OneLog } from "./one-log.ts";
import type { Stages } from "./stages.ts";

type Row = readonly [what: string, figure: string, goal: string];

const ENTRIES = 34_602;
const REPEATS = 5;
const inSeconds = (value: number) => `${value.toFixed(2)} s`;
const best = (values: readonly number[]) => Math.min(...values);
const times = <Value>(work: () => Value) => Array.from({ length: REPEATS }, work);

function oneLongLog(folder: string): Row[] {
  const content = join(folder, "long");
  const long = writeLongEntry(content);
  const runs = times(() => measured<OneLog>("one-log.ts", content, long.folder).report);
  const megabytes = long.bytes / 1e6;
  const speed = megabytes / best(runs.map(({ seconds }) => seconds));
  const memory = Math.max(...runs.map(({ peakBytes }) => peakBytes)) / 1e6;
  const lines = runs[0]?.lines.toLocaleString("en") ?? "";
  return [
    [
      `one entry, log of ${lines} lines, ${megabytes.toFixed(1)} MB`,
      `${speed.toFixed(0)} MB/s`,
      "≥ 150 MB/s",
    ],
    ["… most memory of the process", `${memory.toFixed(0)} MB`, "< 150 MB"],
  ];
}

function wholeTree(folder: string, entries: number): Row[] {
  const content = join(folder, "many");
  writeTree(content, entries);
  const floor = measured<Floor>("floor.ts", content).report;
  const { findings, whole, ...stages } = measured<Stages>("stages.ts", content).report;
  if (findings > 0 || floor.valid !== entries) throw new Error("the made-up entries are not sound");
  const check = command("check", "--all", "--content", content);
  const cores = availableParallelism();
  const plain = floor.read + floor.parse + floor.schema;
  return [
    [
      `${entries.toLocaleString("en")} entries, check --all on ${cores} cores`,
      inSeconds(check),
      "< 20 s",
    ],
    ["… the same on one core, read and checked", inSeconds(whole), ""],
    ...Object.entries(stages).map(
      ([stage, value]): Row => [`…… ${stage} alone`, inSeconds(value), ""],
    ),
    ["… floor on one core: read, JSON.parse, Ajv", inSeconds(plain), ""],
    ["…… read", inSeconds(floor.read), ""],
    ["…… JSON.parse of documents and log lines", inSeconds(floor.parse), ""],
    ["…… Ajv", inSeconds(floor.schema), ""],
  ];
}

function ordinary(): Row[] {
  const folder = join(mini, ordinaryEntry);
  const run = () => command("check", folder, "--content", mini);
  run(); // The first run compiles and keeps what it compiled.
  return [["one ordinary entry, as a process", inSeconds(best(times(run))), "< 0.3 s"]];
}

function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${row.join(" | ")} |`);
  return ["| what | measured | goal |", "|---|---:|---:|", ...lines].join("\n");
}

if (import.meta.main) {
  process.chdir(repositoryRoot);
  const folder = mkdtempSync(join(tmpdir(), "imagegen-bench-"));
  try {
    const rows = [...oneLongLog(folder), ...ordinary()];
    rows.push(...wholeTree(folder, Number(process.argv[2] ?? ENTRIES)));
    console.log(`Node ${process.versions.node}, ${availableParallelism()} cores\n\n${table(rows)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
