import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bytesOf, foldersIn } from "../src/content-tree/folder.ts";
import { firstProblem } from "../src/content-tree/problem.ts";
import { sheetProblem } from "../src/measurement/contact-sheet.ts";
import { picturesOf } from "../src/measurement/pictures.ts";
import type { EvaluationRequest } from "../src/measurement/request.ts";
import { contested, disagreements, echoProblems } from "../src/measurement/seal.ts";
import type { Admission } from "../src/schemas/admission.ts";
import type { MeasurementPredicate } from "../src/schemas/measurement-predicate.ts";
import { type Verification, verificationSchema } from "../src/schemas/verification.ts";
import { type Io, Misuse } from "./io.ts";
import { readAdmission } from "./read-admission.ts";
import { writeWhole } from "./write-file.ts";

/** Far more than any answer needs: 200 runs with their checks. */
const LARGEST_ANSWER = 2_000_000;
const MOST_FILES = 1000;

/**
 * `seal --admission DIR --measured DIR --out DIR [--run-url URL]`: takes in what the measuring
 * machines sent back, one folder each, as what strangers sent. Writes verification.json, the contact sheets and
 * predicate.json, ready to be signed. Exit 0: written. 1: the answer is no answer to the request.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      admission: { type: "string" },
      measured: { type: "string" },
      out: { type: "string" },
      "run-url": { type: "string" },
    },
  });
  if (values.admission === undefined || values.out === undefined || values.measured === undefined) {
    throw new Misuse("seal needs --admission DIR, --measured DIR and --out DIR.");
  }
  const { admission, request } = readAdmission(resolve(values.admission));
  const measured = resolve(values.measured);
  const folders = foldersIn(measured).map((name) => join(measured, name));
  if (folders.length !== admission.hosts.length) {
    return refused(io, [
      `${admission.hosts.length} measurements were asked for, ${folders.length} came back`,
    ]);
  }
  const answers: Verification[] = [];
  for (const folder of folders) {
    const { answer, problems } = readAnswer(folder, request);
    if (answer === null || problems.length > 0) return refused(io, problems);
    answers.push(answer);
  }
  const [first, ...others] = answers;
  if (!first) throw new Misuse("seal needs a measurement.");
  const apart = others.flatMap((other) => disagreements(request, first, other));
  const told = apart.length > 0 ? contested(first, apart) : first;
  const sealed = {
    ...told,
    run_url: values["run-url"] ?? null,
    pull_request: admission.pull_request,
  };
  return write(io, resolve(values.out), { admission, sealed, from: folders[0] ?? "" });
}

function refused(io: Io, problems: readonly string[]): number {
  io.stderr.write(`Not sealed:\n${problems.map((problem) => `  ${problem}\n`).join("")}`);
  return 1;
}

function readAnswer(folder: string, request: EvaluationRequest) {
  const none = (problem: string) => ({ answer: null, problems: [problem] });
  const path = join(folder, "verification.json");
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status?.isFile()) return none("the machine sent no verification.json");
  if (status.size > LARGEST_ANSWER) return none(`verification.json has ${status.size} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(bytesOf(path).toString("utf8"));
  } catch {
    return none("verification.json is not JSON");
  }
  const parsed = verificationSchema.safeParse(value);
  if (!parsed.success) return none(`verification.json: ${firstProblem(parsed.error)}`);
  return { answer: parsed.data, problems: echoProblems(request, parsed.data) };
}

type Sealed = {
  readonly admission: Admission;
  readonly sealed: Verification;
  readonly from: string;
};

function write(io: Io, out: string, { admission, sealed, from }: Sealed): number {
  const sheets = new Map<string, Buffer>();
  for (const name of picturesOf(sealed)) {
    const path = join(from, "sheets", name);
    if (!isFileIn(join(from, "sheets"), name)) continue;
    const bytes = bytesOf(path);
    const problem = sheetProblem(bytes);
    if (problem !== null) return refused(io, [`${name} is no plain PNG: ${problem}`]);
    sheets.set(name, bytes);
  }
  mkdirSync(out, { recursive: true });
  for (const [name, bytes] of sheets) writeWhole(join(out, name), bytes);
  const predicate: MeasurementPredicate = {
    submission: admission.submission,
    ruleset: admission.ruleset,
    request_sha256: admission.request_sha256,
    pull_request: admission.pull_request && {
      number: admission.pull_request.number,
      head_sha: admission.pull_request.head_sha,
    },
    image: admission.image,
    kernel_version: sealed.kernel.version,
    hosts: admission.hosts,
    samples: admission.samples.map(({ seed, sha256 }) => ({ seed, sha256 })),
    claimed_sha256: admission.claimed_sha256,
  };
  writeWhole(join(out, "predicate.json"), `${JSON.stringify(predicate, null, 2)}\n`);
  const text = `${JSON.stringify(sealed, null, 2)}\n`;
  writeWhole(join(out, "verification.json"), text);
  const digest = createHash("sha256").update(text).digest("hex");
  io.stdout.write(`${sealed.verdict}: ${sealed.submission}, verification ${digest}\n`);
  return 0;
}

/** True for a plain file of this name; the folder is what a machine sent, and may hold anything. */
function isFileIn(folder: string, name: string): boolean {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  if (readdirSync(folder).length > MOST_FILES) return false;
  return lstatSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true;
}
