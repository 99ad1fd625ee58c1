import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { development, environmentPython, kernelSource, training } from "./python-environment.ts";
import { repositoryRoot } from "./repository.ts";

/** Formatting, lint, types and tests of the Python side; torch comes for the baseline's tests alone. */
const kernel = join(repositoryRoot, "kernel");

function run(python: string, args: readonly string[], folder: string): void {
  process.stdout.write(`python: ${args.join(" ")}\n`);
  const env = { ...process.env, PYTHONPATH: kernelSource };
  const done = spawnSync(python, ["-m", ...args], { cwd: folder, stdio: "inherit", env });
  if (done.status !== 0) process.exit(1);
}

const python = await environmentPython(process, development);
run(python, ["ruff", "format", "--check", ".", "../baselines"], kernel);
run(python, ["ruff", "check", ".", "../baselines"], kernel);
run(python, ["mypy", "src"], kernel);
run(python, ["pytest"], kernel);
// Not Python's business, but a Python package: the workflows are audited without a network.
run(python, ["zizmor", "--offline", "--no-progress", "../.github/workflows"], kernel);

const torch = await environmentPython(process, training);
run(torch, ["pytest", "-q", "tests"], join(repositoryRoot, "baselines", "nano-dit"));
