/**
 * `npm run bench:site [entries] [pages]`: the registry over a tree of many entries, and the build of a
 * site of some. docs/performance.md tells what for.
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { repository } from "../../src/git/repository.ts";
import { buildSite } from "../build.ts";
import { repositoryRoot } from "../repository.ts";
import { command, measured } from "./child.ts";
import { addEntry, writeTree } from "./made-tree.ts";
import { watchMemory } from "./process-memory.ts";
import type { RegistryReport } from "./registry-of.ts";

type Row = readonly [what: string, figure: string, goal: string];

const ENTRIES = 34_602;
const PAGES = 1000;
const inSeconds = (value: number) => `${value.toFixed(1)} s`;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

function registryRows(content: string, entries: number): Row[] {
  const { report, seconds } = measured<RegistryReport>("registry-of.ts", content);
  if (report.submissions !== entries) throw new Error("the made-up entries are not sound");
  const many = entries.toLocaleString("en");
  return [
    [`registry of ${many} entries, as a process`, inSeconds(seconds), "≤ 15 s"],
    ["… reading the tree, and what each entry brings", inSeconds(report.readSeconds), ""],
    ["… places, records", inSeconds(report.buildSeconds), ""],
    ["… most memory", `${(report.peakBytes / 1e6).toFixed(0)} MB`, "< 1,500 MB"],
  ];
}

/** So many entries are added, one by one: a second is short, and others use the machine as well. */
const MORE = 3;

/**
 * The registry once more, after one entry has been added to a tree that was read before; the best of
 * three.
 */
function oneMoreRow(content: string, folder: string, entries: number): Row {
  const { git } = repository(content, { name: "Bench", email: "bench@example.org" });
  git("init", "-q");
  // Git tidies up on its own after a large commit, and would do so beside what is measured.
  git("config", "gc.auto", "0");
  git("add", "-A");
  git("commit", "-qm", "entries");
  const registry = () =>
    command(
      "registry",
      ...["--content", content, "--out", join(folder, "registry.json")],
      ...["--cache", join(folder, "cache")],
    );
  registry();
  const seconds = Array.from({ length: MORE }, (_, more) => {
    addEntry(content, entries + more);
    return registry();
  });
  rmSync(join(content, ".git"), { recursive: true });
  const best = inSeconds(Math.min(...seconds));
  return ["registry after one more entry, the others known", best, "≤ 2 s"];
}

/** Elements of a page, and its size on the way. */
function weigh(site: string, page: string): { elements: number; bytes: number } {
  const html = readFileSync(join(site, page), "utf8");
  return {
    elements: html.match(/<[a-z]/gi)?.length ?? 0,
    bytes: gzipSync(html, { level: 6 }).byteLength,
  };
}

async function siteRows(content: string, site: string, pages: number): Promise<Row[]> {
  let mostMemory: () => number | null = () => null;
  const started = performance.now();
  await buildSite(content, site, (pid) => {
    mostMemory = watchMemory(pid);
  });
  const seconds = (performance.now() - started) / 1000;
  const memory = mostMemory();
  const weights = globSync("**/*.html", { cwd: site }).map((page) => weigh(site, page));
  const board = weigh(site, join("leaderboards", "mini-v1", "basic", "index.html"));
  return [
    [`site of ${pages.toLocaleString("en")} entries`, inSeconds(seconds), "≤ 300 s for 34,602"],
    ["… for each entry", `${((seconds / pages) * 1000).toFixed(1)} ms`, "≤ 8.7 ms"],
    [
      "… most memory of all its processes",
      memory === null ? "unknown" : `${(memory / 1e6).toFixed(0)} MB`,
      "< 4,000 MB",
    ],
    ["leaderboard, gzip", kilobytes(board.bytes), ""],
    ["… elements", board.elements.toLocaleString("en"), "≤ 3,000"],
    ["largest page, gzip", kilobytes(largest(weights.map(({ bytes }) => bytes))), ""],
    [
      "… most elements of any page",
      largest(weights.map(({ elements }) => elements)).toLocaleString("en"),
      "≤ 3,000",
    ],
  ];
}

// Spread into Math.max, so many pages would be too many arguments.
const largest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);

function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${row.join(" | ")} |`);
  return ["| what | measured | goal |", "|---|---:|---:|", ...lines].join("\n");
}

if (import.meta.main) {
  process.chdir(repositoryRoot);
  const folder = mkdtempSync(join(tmpdir(), "imagegen-bench-"));
  try {
    // Nothing is deleted between the measurements: ext4 does not give away what was freed in the last
    // minutes, and looks for other room for every file that is made.
    const [entries, pages] = [Number(process.argv[2] ?? ENTRIES), Number(process.argv[3] ?? PAGES)];
    const content = join(folder, "content");
    writeTree(content, entries, { measured: true });
    const rows = registryRows(content, entries);
    const fewer = pages === entries ? content : join(folder, "fewer");
    if (fewer !== content) writeTree(fewer, pages, { measured: true });
    rows.push(...(await siteRows(fewer, join(folder, "site"), pages)));
    rows.push(oneMoreRow(content, folder, entries));
    console.log(`Node ${process.versions.node}, ${availableParallelism()} cores\n\n${table(rows)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
