import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { development, kernelPython } from "./kernel-environment.ts";
import { repositoryRoot } from "./repository.ts";

/** Formatting, lint, types and tests of the Python side, in the kernel's development environment. */
const python = await kernelPython(process, development);
const kernel = join(repositoryRoot, "kernel");
const steps: readonly (readonly [string, ...string[]])[] = [
  ["ruff", "format", "--check", ".", "../baselines"],
  ["ruff", "check", ".", "../baselines"],
  ["mypy", "src"],
  ["pytest", "-q"],
];
for (const step of steps) {
  process.stdout.write(`kernel: ${step.join(" ")}\n`);
  const done = spawnSync(python, ["-m", ...step], { cwd: kernel, stdio: "inherit" });
  if (done.status !== 0) process.exit(1);
}
