/**
 * `npm run bench:site [entries] [pages]`: the registry over a tree of many entries, and the build of a
 * site of some. docs/performance.md tells what for.
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSite } from "../rehearse/site.ts";
import { repositoryRoot } from "../repository.ts";
import { measured } from "./child.ts";
import { writeTree } from "./made-tree.ts";
import type { RegistryReport } from "./registry-of.ts";

type Row = readonly [what: string, figure: string, goal: string];

const ENTRIES = 34_602;
const PAGES = 1000;
const inSeconds = (value: number) => `${value.toFixed(1)} s`;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

function registryRows(folder: string, entries: number): Row[] {
  const content = join(folder, "registry");
  writeTree(content, entries, { measured: true });
  const { report, seconds } = measured<RegistryReport>("registry-of.ts", content);
  if (report.submissions !== entries) throw new Error("the made-up entries are not sound");
  rmSync(content, { recursive: true });
  const many = entries.toLocaleString("en");
  return [
    [`registry of ${many} entries, as a process`, inSeconds(seconds), "≤ 15 s"],
    ["… reading the tree", inSeconds(report.readSeconds), ""],
    ["… standings, places, records", inSeconds(report.buildSeconds), ""],
    ["… most memory", `${(report.peakBytes / 1e6).toFixed(0)} MB`, "< 1,500 MB"],
  ];
}

/** Elements of a page, and its size on the way. */
function weigh(site: string, page: string): { elements: number; bytes: number } {
  const html = readFileSync(join(site, page), "utf8");
  return {
    elements: html.match(/<[a-z]/gi)?.length ?? 0,
    bytes: gzipSync(html, { level: 6 }).byteLength,
  };
}

async function siteRows(folder: string, pages: number): Promise<Row[]> {
  const content = join(folder, "site-content");
  const site = join(folder, "site");
  writeTree(content, pages, { measured: true });
  const started = performance.now();
  await buildSite(content, site);
  const seconds = (performance.now() - started) / 1000;
  const weights = globSync("**/*.html", { cwd: site }).map((page) => weigh(site, page));
  const board = weigh(site, join("leaderboards", "mini-v1", "basic", "index.html"));
  return [
    [`site of ${pages.toLocaleString("en")} entries`, inSeconds(seconds), "≤ 300 s for 34,602"],
    ["… for each entry", `${((seconds / pages) * 1000).toFixed(0)} ms`, "≤ 8.7 ms"],
    ["leaderboard, gzip", kilobytes(board.bytes), ""],
    ["… elements", board.elements.toLocaleString("en"), "≤ 3,000"],
    ["largest page, gzip", kilobytes(Math.max(...weights.map(({ bytes }) => bytes))), ""],
    [
      "… most elements of any page",
      Math.max(...weights.map(({ elements }) => elements)).toLocaleString("en"),
      "≤ 3,000",
    ],
  ];
}

function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${row.join(" | ")} |`);
  return ["| what | measured | goal |", "|---|---:|---:|", ...lines].join("\n");
}

if (import.meta.main) {
  process.chdir(repositoryRoot);
  const folder = mkdtempSync(join(tmpdir(), "imagegen-bench-"));
  try {
    const rows = registryRows(folder, Number(process.argv[2] ?? ENTRIES));
    rows.push(...(await siteRows(folder, Number(process.argv[3] ?? PAGES))));
    console.log(`Node ${process.versions.node}, ${availableParallelism()} cores\n\n${table(rows)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
