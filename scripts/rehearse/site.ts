import { spawn } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "../repository.ts";

/**
 * Memory that each thread of the build may take before it tidies up, as in `npm run build`. With
 * 34,602 entries it needs half of that; what a page leaves behind is gone with the page. Twice the room
 * for that (the second figure) takes an eighth off the work, and 1.3 GB more than the build should have.
 * Megabytes.
 */
const HEAP = ["--max-old-space-size=1280", "--max-semi-space-size=64"];

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
    const astro = join(repositoryRoot, "node_modules", "astro", "bin", "astro.mjs");
    const child = spawn(process.execPath, [...HEAP, astro, "build", "--outDir", out], {
      cwd: repositoryRoot,
      env: {
        ...process.env,
        IMAGEGEN_CONTENT: content,
        ASTRO_TELEMETRY_DISABLED: "1",
        // A test runner says "test"; Astro would build its development face.
        NODE_ENV: "production",
        NO_COLOR: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (child.pid !== undefined) begun(child.pid);
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-3000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) resolve(output);
      else reject(new Error(`The site did not build:\n${output.trim()}`));
    });
  });
}
