import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Io, Misuse } from "./io.ts";
import { repositoryRoot } from "./repository.ts";

export const kernelSource = join(repositoryRoot, "kernel", "src");
const OLDEST_PYTHON = [3, 11] as const;

/** A virtual environment inside the checkout, and the file that says what is in it. */
export type PythonEnvironment = {
  readonly folder: string;
  readonly requirements: string;
  /** False only where a package differs from machine to machine, as torch does. */
  readonly hashed: boolean;
  readonly purpose: string;
};
const kernel = join(repositoryRoot, "kernel");
const nanoDit = join(repositoryRoot, "baselines", "nano-dit");
export const runtime: PythonEnvironment = {
  folder: join(kernel, ".venv"),
  requirements: join(kernel, "requirements.lock"),
  hashed: true,
  purpose: "the kernel's Python environment",
};
export const development: PythonEnvironment = {
  folder: join(kernel, ".venv-dev"),
  requirements: join(kernel, "requirements-dev.lock"),
  hashed: true,
  purpose: "the Python environment for tests",
};
/** Where photographs are measured; the Python tests run here too, as they need nothing less. */
export const photographs: PythonEnvironment = {
  folder: join(kernel, ".venv-torch"),
  requirements: join(kernel, "requirements-torch.txt"),
  hashed: false,
  purpose: "torch for measuring photographs",
};
export const training: PythonEnvironment = {
  folder: join(nanoDit, ".venv"),
  requirements: join(nanoDit, "requirements.txt"),
  hashed: false,
  purpose: "torch for the nano-DiT baseline",
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
 * Path of the environment's Python, made on first need. It is rebuilt when its requirements change;
 * a half-made one is never used, because the marker that makes it count is written last.
 */
export async function environmentPython(io: Io, environment = runtime): Promise<string> {
  const { folder, requirements, hashed, purpose } = environment;
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const python = join(folder, "bin", "python");
  const marker = join(folder, "requirements.sha256");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return python;
  if (io.stderr.isTTY) io.stderr.write(`Preparing ${purpose} (once) …\n`);
  rmSync(folder, { recursive: true, force: true });
  await install(systemPython(), ["-m", "venv", folder], "make a virtual environment");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  const pinned = hashed ? ["--require-hashes", "--only-binary", ":all:"] : [];
  await install(python, [...pip, ...pinned, "-r", requirements], `install ${purpose}`);
  writeFileSync(`${marker}.part`, wanted);
  renameSync(`${marker}.part`, marker);
  return python;
}

/** The folder of fetched weights and references, where somebody named one. */
const CACHE = "IMAGEGEN_KERNEL_CACHE";

/** The same, and where the kernel finds weights. */
export const photographVariables = (): NodeJS.ProcessEnv => ({
  ...kernelVariables(),
  ...(process.env[CACHE] ? { [CACHE]: process.env[CACHE] } : { HOME: homedir() }),
});

/** What the kernel process may see of ours: where Python and the package are, and nothing else. */
export const kernelVariables = (): NodeJS.ProcessEnv => ({
  PATH: "/usr/bin:/bin",
  PYTHONPATH: kernelSource,
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONUTF8: "1",
});
