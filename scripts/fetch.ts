import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { download, NotDownloaded } from "./fetch/download.ts";
import { type Io, Misuse } from "./io.ts";
import { readAdmission } from "./read-admission.ts";

/**
 * `fetch <admission folder>`: downloads the samples that do not lie there yet, each kept only with
 * the digest that the claim names. Exit 0: all are there. 1: some could not be had.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new Misuse("fetch takes one admission folder.");
  const folder = resolve(given);
  const { admission } = readAdmission(folder);
  let missing = 0;
  for (const { seed, file, url, sha256 } of admission.samples) {
    try {
      const told = await present(join(folder, file), url, sha256, admission.artifact_hosts);
      io.stdout.write(`seed ${seed}: ${file} ${told}\n`);
    } catch (cause) {
      if (!(cause instanceof NotDownloaded)) throw cause;
      missing += 1;
      io.stderr.write(`seed ${seed}: ${url ?? file} could not be had: ${cause.message}.\n`);
    }
  }
  return missing === 0 ? 0 : 1;
}

async function present(
  path: string,
  url: string | null,
  sha256: string,
  hosts: readonly string[],
): Promise<string> {
  if (existsSync(path)) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(path), hash);
    if (hash.digest("hex") !== sha256) {
      throw new NotDownloaded("the file in the entry has another SHA-256 than result.json claims");
    }
    return "lies in the entry";
  }
  if (url === null) throw new NotDownloaded("it does not lie in the entry");
  const { hostname } = new URL(url);
  // A subdomain can belong to anybody: only the very hosts that are listed count.
  if (!hosts.includes(hostname)) {
    throw new NotDownloaded(`${hostname} is none of the ruleset's hosts (${hosts.join(", ")})`);
  }
  return `downloaded, ${await download(url, sha256, path)} bytes`;
}
