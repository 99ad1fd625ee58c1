import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readRulesets } from "../src/content-tree/read-rulesets.ts";
import { type Result, resultSchema } from "../src/schemas/result.ts";
import type { Ruleset } from "../src/schemas/ruleset.ts";
import { type Verification, verificationSchema } from "../src/schemas/verification.ts";
import { evaluationRequest } from "./evaluate/request.ts";
import { sampleFiles } from "./evaluate/sample-files.ts";
import { type Io, Misuse } from "./io.ts";
import { environmentPython, kernelVariables } from "./python-environment.ts";
import { ownContent } from "./repository.ts";
import { writeWhole } from "./write-file.ts";

const exitCodes = { confirmed: 0, refuted: 1, inconclusive: 2 } as const;

/**
 * `evaluate <folder> [--samples FILE]… [--content DIR]`: the kernel re-measures the samples of one
 * entry in a process of its own, which sees the request and the samples and nothing else.
 * Writes verification.json and one contact sheet per run into the folder.
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
  const { result, ruleset } = readClaim(resolve(folder), resolve(values.content));
  const work = mkdtempSync(join(tmpdir(), "imagegen-evaluate-"));
  try {
    const files = await sampleFiles(resolve(folder), result, values.samples, work);
    const request = evaluationRequest(basename(resolve(folder)), ruleset, result, files);
    const verification = await measure(request, work, io);
    publish(resolve(folder), work, verification);
    io.stdout.write(report(verification, ruleset));
    return exitCodes[verification.verdict];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** result.json and its ruleset; whatever `check` would reject is sent there instead of measured. */
function readClaim(folder: string, content: string): { result: Result; ruleset: Ruleset } {
  const path = join(folder, "result.json");
  if (!existsSync(path))
    throw new Misuse(`There is no ${path}. evaluate needs a submission folder.`);
  const advice = `Run \`npx imagegen-speedrun check ${folder}\` and mend what it finds first.`;
  let claim: unknown;
  try {
    claim = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Misuse(`${path} is not JSON. ${advice}`);
  }
  const named = typeof claim === "object" && claim !== null && "ruleset" in claim && claim.ruleset;
  const ruleset = readRulesets(content).rulesets.find((candidate) => candidate.id === named);
  const track = ruleset?.tracks.find(
    ({ id }) =>
      typeof claim === "object" && claim !== null && "track" in claim && claim.track === id,
  );
  if (!ruleset || !track) throw new Misuse(`${path} names no known ruleset and track. ${advice}`);
  const parsed = resultSchema(ruleset, track.id).safeParse(claim);
  if (!parsed.success) throw new Misuse(`${path} does not meet its ruleset's schema. ${advice}`);
  return { result: parsed.data, ruleset };
}

/** Runs the kernel on a request; its answer is checked like anything that comes from outside. */
async function measure(request: object, work: string, io: Io): Promise<Verification> {
  const python = await environmentPython(io);
  writeWhole(join(work, "request.json"), JSON.stringify(request, null, 2));
  mkdirSync(join(work, "sheets"));
  const status = await new Promise<number | null>((done, fail) => {
    const args = ["-s", "-m", "imagegen_kernel", "evaluate", "request.json"];
    const child = spawn(python, [...args, "--out", "verification.json", "--sheets", "sheets"], {
      cwd: work,
      env: kernelVariables(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr.on("data", (chunk: Buffer) => io.stderr.write(chunk.toString()));
    child.on("error", fail);
    child.on("close", done);
  });
  const answer = join(work, "verification.json");
  if (!existsSync(answer)) {
    throw new Misuse(`The kernel ended with code ${status} and gave no verification; see above.`);
  }
  const parsed = verificationSchema.safeParse(JSON.parse(readFileSync(answer, "utf8")));
  if (!parsed.success) {
    throw new Misuse(`The kernel's answer does not meet its schema: ${parsed.error.message}`);
  }
  return parsed.data;
}

function publish(folder: string, work: string, verification: Verification): void {
  for (const { seed } of verification.runs) {
    const name = `samples-${seed}.png`;
    const sheet = join(work, "sheets", name);
    if (existsSync(sheet)) copyFileSync(sheet, join(folder, name));
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
