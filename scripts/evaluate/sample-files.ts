import { createHash } from "node:crypto";
import { createReadStream, lstatSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Result } from "../../src/schemas/result.ts";
import { Misuse } from "../io.ts";

async function digest(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

const isRegularFile = (path: string) =>
  lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

/**
 * Copies the samples of every run into the kernel's working folder and tells where. Samples that
 * lie elsewhere must be given with --samples: nothing is downloaded here. A given file goes to the
 * run whose digest it has; with one run left over, to that one, so that the kernel can say that the
 * digest is wrong.
 */
export async function sampleFiles(
  folder: string,
  result: Result,
  given: readonly string[],
  work: string,
): Promise<Map<number, string>> {
  const sources = new Map<number, string>();
  const unplaced: string[] = [];
  for (const file of given.map((name) => resolve(name))) {
    if (!isRegularFile(file)) throw new Misuse(`--samples ${file}: there is no such file.`);
    const found = await digest(file);
    const owner = result.runs.find((run) => run.samples.sha256 === found);
    if (owner) sources.set(owner.seed, file);
    else unplaced.push(file);
  }
  for (const run of result.runs) {
    if (sources.has(run.seed)) continue;
    const inFolder = join(folder, run.samples.uri);
    const remote = run.samples.uri.startsWith("https://");
    const source = unplaced.shift() ?? (remote ? undefined : inFolder);
    if (source === undefined || !isRegularFile(source)) {
      throw new Misuse(
        `The samples of seed ${run.seed} (${run.samples.uri}) are not in the folder.\n` +
          "Fix: download them and pass each file with --samples FILE.",
      );
    }
    sources.set(run.seed, source);
  }
  if (unplaced.length > 0) {
    throw new Misuse(`--samples ${unplaced[0]}: no run of this entry claims this file's digest.`);
  }
  const placed = new Map<number, string>();
  for (const [seed, source] of sources) {
    // A private copy: what is measured cannot change while it is measured.
    await copyFile(source, join(work, `samples-${seed}.npz`));
    placed.set(seed, `samples-${seed}.npz`);
  }
  return placed;
}
