import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { main } from "../../scripts/cli.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a verb in this process; what it wrote and its exit code. */
export async function command(...args: string[]) {
  let stdout = "";
  let stderr = "";
  const code = await main(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

/** Runs the command line as a user does, in its own process. */
export function shell(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
) {
  const done = spawnSync(process.execPath, [`${root}scripts/bin.mjs`, ...args], {
    encoding: "utf8",
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
  });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}
