import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { outdatedPictures, picturesOf } from "../src/measurement/pictures.ts";
import type { Ruleset } from "../src/schemas/ruleset.ts";
import type { Verification } from "../src/schemas/verification.ts";
import { requestFor, runKernel } from "./evaluate/kernel.ts";
import { readClaim } from "./evaluate/read-claim.ts";
import { sampleFiles } from "./evaluate/sample-files.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

const exitCodes = { confirmed: 0, refuted: 1, inconclusive: 2 } as const;

/**
 * `evaluate <folder> [--samples FILE]… [--content DIR]`: the kernel re-measures the samples of one
 * entry in a process of its own, which sees the request and the samples and nothing else.
 * Writes verification.json, a contact sheet of each run and a picture of whatever its checks
 * noticed into the folder.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      samples: { type: "string", multiple: true, default: [] },
      content: { type: "string", default: ownContent },
    },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Misuse("evaluate takes one folder.");
  const { result, ruleset } = readClaim(resolve(folder), contentAt(values.content));
  const work = mkdtempSync(join(tmpdir(), "imagegen-evaluate-"));
  try {
    const files = await sampleFiles(resolve(folder), result, values.samples, work);
    const request = requestFor(basename(resolve(folder)), ruleset, result, files);
    writeWhole(join(work, "request.json"), JSON.stringify(request, null, 2));
    const verification = await runKernel(work, io);
    publish(resolve(folder), work, verification);
    io.stdout.write(report(verification, ruleset));
    return exitCodes[verification.verdict];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function publish(folder: string, work: string, verification: Verification): void {
  const pictures = picturesOf(verification);
  // What an earlier measurement found, and this one does not, is shown no longer.
  for (const name of outdatedPictures(readdirSync(folder), pictures)) rmSync(join(folder, name));
  for (const name of pictures) {
    const picture = join(work, "sheets", name);
    if (existsSync(picture)) copyFileSync(picture, join(folder, name));
  }
  writeWhole(join(folder, "verification.json"), `${JSON.stringify(verification, null, 2)}\n`);
}

/** The verdict in words, with both numbers of every metric. */
function report(verification: Verification, ruleset: Ruleset): string {
  const lines = [`${verification.verdict}: ${verification.submission}`];
  for (const [metric, claimed] of Object.entries(verification.claimed)) {
    const name = ruleset.metrics.find((candidate) => candidate.id === metric)?.name ?? metric;
    const measured = verification.measured[metric];
    lines.push(`  ${name}: claimed ${claimed}, measured ${measured ?? "nothing"}`);
  }
  return `${[...lines, ...verification.reasons.map((reason) => `  ${reason}`)].join("\n")}\n`;
}
