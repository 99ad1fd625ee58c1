import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Io, Misuse } from "./io.ts";
import { repositoryRoot } from "./repository.ts";

export const kernelSource = join(repositoryRoot, "kernel", "src");
const OLDEST_PYTHON = [3, 11] as const;

/** An environment of the kernel: a virtual environment inside the checkout, pinned with hashes. */
export type KernelEnvironment = { readonly folder: string; readonly lock: string };
export const runtime: KernelEnvironment = { folder: ".venv", lock: "requirements.lock" };
export const development: KernelEnvironment = {
  folder: ".venv-dev",
  lock: "requirements-dev.lock",
};

function systemPython(): string {
  const tried: string[] = [];
  for (const name of ["python3", "python3.13", "python3.12", "python3.11", "python"]) {
    const code = "import sys; print('%d.%d' % sys.version_info[:2])";
    const found = spawnSync(name, ["-c", code], { encoding: "utf8" });
    if (found.status !== 0) continue;
    const [major = 0, minor = 0] = found.stdout.trim().split(".").map(Number);
    if (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]) return name;
    tried.push(`${name} is ${found.stdout.trim()}`);
  }
  throw new Misuse(
    `The evaluation kernel needs Python ${OLDEST_PYTHON.join(".")} or newer; ` +
      `found ${tried.length > 0 ? tried.join(", ") : "no Python at all"}.\n` +
      "Fix: install Python 3.11 or newer, with its venv module, so that `python3` runs it.",
  );
}

function install(command: string, args: string[], purpose: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) resolve();
      else reject(new Misuse(`Could not ${purpose}. The last lines were:\n${output.trim()}`));
    });
  });
}

/**
 * Path of the environment's Python, made on first need. It is rebuilt when its lock file changes;
 * a half-made one is never used, because the marker that makes it count is written last.
 */
export async function kernelPython(io: Io, environment = runtime): Promise<string> {
  const lock = join(repositoryRoot, "kernel", environment.lock);
  const wanted = createHash("sha256").update(readFileSync(lock)).digest("hex");
  const folder = join(repositoryRoot, "kernel", environment.folder);
  const python = join(folder, "bin", "python");
  const marker = join(folder, "lock.sha256");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return python;
  if (io.stderr.isTTY) io.stderr.write("Preparing the kernel's Python environment (once) …\n");
  rmSync(folder, { recursive: true, force: true });
  await install(systemPython(), ["-m", "venv", folder], "make a virtual environment");
  await install(
    python,
    [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--require-hashes",
      "-r",
      lock,
    ],
    "install the kernel's packages",
  );
  // The marker is written last: without it the environment counts as not made.
  writeFileSync(`${marker}.part`, wanted);
  renameSync(`${marker}.part`, marker);
  return python;
}

/** What the kernel process may see of ours: where Python and the package are, and nothing else. */
export const kernelVariables = (): NodeJS.ProcessEnv => ({
  PATH: "/usr/bin:/bin",
  PYTHONPATH: kernelSource,
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONUTF8: "1",
});
