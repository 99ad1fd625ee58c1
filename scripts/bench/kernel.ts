/**
 * `npm run bench:kernel [images]`: the networks and the measures beside their peers, on this CPU.
 * docs/performance.md tells what for; the Python programs in kernel/bench/ can be run alone.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { environmentPython, kernelSource, photographs } from "../python-environment.ts";
import { repositoryRoot } from "../repository.ts";

/** Images that the network is timed with; 2,000 take some minutes for each implementation. */
const IMAGES = "2000";
const kernel = join(repositoryRoot, "kernel");
const python = await environmentPython(process, photographs);
const benches = [
  ["bench/inception.py", process.argv[2] ?? IMAGES],
  ["bench/measures.py"],
  ["bench/whole.py", process.argv[2] ?? IMAGES],
];
for (const bench of benches) {
  const env = { ...process.env, PYTHONPATH: `${kernelSource}:${join(kernel, "tests")}` };
  const { status } = spawnSync(python, bench, { cwd: kernel, env, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
