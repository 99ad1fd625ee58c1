import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What one program of the bench measured, and how long its process took. Times in seconds. */
export type Measured<Report> = { readonly report: Report; readonly seconds: number };

/** Runs a program of this folder in a process of its own; its last line of output is its report. */
export function measured<Report>(program: string, ...args: string[]): Measured<Report> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const started = performance.now();
  const done = spawnSync(process.execPath, [path, ...args], { encoding: "utf8" });
  const seconds = (performance.now() - started) / 1000;
  if (done.status !== 0) throw new Error(`${program} failed:\n${done.stderr}`);
  return { report: JSON.parse(done.stdout.trimEnd().split("\n").at(-1) ?? "null"), seconds };
}

/** Seconds that the command line takes, from the start of its process to its end. */
export function command(...args: string[]): number {
  const path = fileURLToPath(new URL("../bin.mjs", import.meta.url));
  const started = performance.now();
  const done = spawnSync(process.execPath, [path, ...args], { maxBuffer: 1 << 30 });
  if (done.status !== 0) throw new Error(`${args.join(" ")} failed:\n${done.stderr}`);
  return (performance.now() - started) / 1000;
}

/** Most memory this process ever held. Unit: bytes. */
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;
