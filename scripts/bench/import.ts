/** `npm run bench:import`: how fast other tools' logs are imported. docs/performance.md tells more. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "./child.ts";
import { foreignLogs, writeForeign } from "./made-foreign.ts";

const REPEATS = 3;

const folder = mkdtempSync(join(tmpdir(), "imagegen-bench-import-"));
const rows: string[] = [];
try {
  for (const log of foreignLogs) {
    const path = join(folder, "log");
    const megabytes = writeForeign(path, log) / 1e6;
    const out = join(folder, "out.jsonl");
    const seconds = Array.from({ length: REPEATS }, () =>
      command("import", log.dialect, path, "-o", out),
    );
    const best = Math.min(...seconds);
    rows.push(
      `| ${log.name} | \`${log.dialect}\` | ${megabytes.toFixed(1)} MB | ${best.toFixed(2)} s | ${(megabytes / best).toFixed(0)} MB/s |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log("| log | dialect | size | time | speed |\n|---|---|---:|---:|---:|");
console.log(rows.join("\n"));
