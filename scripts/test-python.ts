import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { development, environmentPython, kernelSource, photographs } from "./python-environment.ts";
import { repositoryRoot } from "./repository.ts";

/** Formatting, lint, types and tests of the Python side. */
const kernel = join(repositoryRoot, "kernel");

function start(command: string, args: readonly string[], folder: string): void {
  process.stdout.write(`$ ${basename(command)} ${args.join(" ")}\n`);
  const env = { ...process.env, PYTHONPATH: kernelSource };
  const done = spawnSync(command, args, { cwd: folder, stdio: "inherit", env });
  if (done.status === 0) return;
  if (done.error) process.stderr.write(`${command} could not be started: ${done.error.message}\n`);
  process.exit(1);
}

const run = (python: string, args: readonly string[], folder: string) =>
  start(python, ["-m", ...args], folder);

const python = await environmentPython(process, development);
run(python, ["ruff", "format", "--check", ".", "../baselines"], kernel);
run(python, ["ruff", "check", ".", "../baselines"], kernel);
// Not Python's business, but its package index has it: a program, and no module to run with -m.
const zizmor = join(development.folder, "bin", "zizmor");
start(zizmor, ["--offline", "--no-progress", "../.github/workflows"], kernel);

// The rehearsal's kernel, without torch, is run by the tests of scripts/evaluate.ts.
const torch = await environmentPython(process, photographs);
run(torch, ["mypy", "src"], kernel);
run(torch, ["pytest"], kernel);
run(torch, ["pytest", "-q", "tests"], join(repositoryRoot, "baselines", "nano-dit"));
