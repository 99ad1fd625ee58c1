import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { type Io, Misuse } from "../io.ts";
import { environmentPython, kernelVariables, training } from "../python-environment.ts";
import { repositoryRoot } from "../repository.ts";
import { captured, type Steps } from "./progress.ts";
import type { Subject } from "./walk.ts";

const RULESET = "rehearsal-v1";
const baseline = join(repositoryRoot, "baselines", "nano-dit");
/** Seeds no committed entry used, so that the fresh entry is no duplicate of one. */
const seeds = ["11", "12", "13"];

/** Trains a fresh nano-DiT with the recipe of the newest record, as a submitter would. */
export async function trainEntry(steps: Steps, io: Io, out: string): Promise<Subject> {
  let python = "";
  await steps.step("torch", async () => {
    python = await environmentPython(captured(io), training);
    return "installed for the baseline alone";
  });
  let folder = "";
  await steps.step("train", async () => {
    rmSync(out, { recursive: true, force: true });
    folder = await makeEntry(python, out, io);
    return `${seeds.length} seeds, each until it reached the target`;
  });
  const { title } = JSON.parse(readFileSync(join(folder, "result.json"), "utf8")) as {
    title: string;
  };
  const id = basename(folder);
  return { id, title, path: join("submissions", RULESET, id), source: folder };
}

/** Runs make_entry.py, passing on its progress; returns the folder it wrote. */
function makeEntry(python: string, out: string, io: Io): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ["make_entry.py", "recipes/muon.json", "--slug", "fresh-nano-dit", "--out", out];
    const child = spawn(python, [...args, "--seeds", ...seeds], {
      cwd: baseline,
      env: { ...kernelVariables(), PATH: process.env["PATH"] },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let last = "";
    let complaint = "";
    child.stdout.on("data", (chunk: Buffer) => {
      last = chunk.toString().trimEnd().split("\n").at(-1) ?? last;
      if (io.stderr.isTTY) io.stderr.write(`\r\u001b[K    ${last.slice(0, 90)}\n`);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000);
    });
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) resolve(last);
      else reject(new Misuse(`The training ended with code ${status}:\n${complaint.trim()}`));
    });
  });
}
