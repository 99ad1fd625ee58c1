import { spawn } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "./repository.ts";

/**
 * Memory that each thread of the build may take before it tidies up. With 34,602 entries it needs half
 * of that; what a page leaves behind is gone with the page. Twice the room for that (the second figure)
 * takes an eighth off the work, and 1.3 GB more than the build should have. Megabytes.
 */
const HEAP = ["--max-old-space-size=1280", "--max-semi-space-size=64"];

/** Has the bundler give back what it needs no more (mimalloc): 0.3 GB that the pages can use. */
const GIVING_BACK = {
  MIMALLOC_PURGE_DELAY: "0",
  MIMALLOC_ALLOW_THP: "0",
  MIMALLOC_ARENA_EAGER_COMMIT: "0",
};

const astro = join(repositoryRoot, "node_modules", "astro", "bin", "astro.mjs");

function spawnBuild(args: readonly string[], stdio: "inherit" | "pipe", more: NodeJS.ProcessEnv) {
  return spawn(process.execPath, [...HEAP, astro, "build", ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, ...GIVING_BACK, ...more },
    stdio: ["ignore", stdio, stdio],
  });
}

/**
 * Builds the site of a content tree into a folder, and gives Astro's last lines; rejects with them on
 * failure. `begun` hears of the process.
 */
export function buildSite(
  content: string,
  out: string,
  begun: (pid: number) => void = () => undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawnBuild(["--outDir", out], "pipe", {
      IMAGEGEN_CONTENT: content,
      ASTRO_TELEMETRY_DISABLED: "1",
      // A test runner says "test"; Astro would build its development face.
      NODE_ENV: "production",
      NO_COLOR: "1",
    });
    if (child.pid !== undefined) begun(child.pid);
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-3000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) resolve(output);
      else reject(new Error(`The site did not build:\n${output.trim()}`));
    });
  });
}

/** `npm run build`: the site of this repository into dist/, or as Astro's options say. */
if (import.meta.main) {
  const child = spawnBuild(process.argv.slice(2), "inherit", {});
  child.on("close", (status) => {
    process.exitCode = status ?? 1;
  });
}
