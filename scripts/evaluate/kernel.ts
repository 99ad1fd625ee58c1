import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type EvaluationRequest,
  evaluationRequest,
  NotMeasurable,
} from "../../src/measurement/request.ts";
import { type Verification, verificationSchema } from "../../src/schemas/verification.ts";
import { type Io, Misuse } from "../io.ts";
import {
  environmentPython,
  kernelSource,
  kernelVariables,
  photographs,
  photographVariables,
  runtime,
} from "../python-environment.ts";

/** The request for an entry; what its ruleset cannot have measured is told as a misuse. */
export function requestFor(...given: Parameters<typeof evaluationRequest>): EvaluationRequest {
  try {
    return evaluationRequest(...given);
  } catch (cause) {
    throw cause instanceof NotMeasurable ? new Misuse(cause.message) : cause;
  }
}

/** Features that the kernel brings along, which it computes without torch. */
const shippedFeatures = (): Set<string> =>
  new Set(Object.keys(readJson(join(kernelSource, "imagegen_kernel", "data", "artefacts.json"))));

const featuresOf = (work: string): string => {
  const request = readJson(join(work, "request.json")) as Pick<EvaluationRequest, "kernel">;
  return request.kernel.features.id;
};

const readJson = (path: string): object => JSON.parse(readFileSync(path, "utf8"));

/**
 * Runs the kernel on the request.json of a folder, in a process of its own. It writes
 * verification.json and the sheets there; its answer is checked like anything from outside.
 */
export async function runKernel(work: string, io: Io): Promise<Verification> {
  const bare = shippedFeatures().has(featuresOf(work));
  const python = await environmentPython(io, bare ? runtime : photographs);
  mkdirSync(join(work, "sheets"), { recursive: true });
  const status = await new Promise<number | null>((done, fail) => {
    const args = ["-s", "-m", "imagegen_kernel", "evaluate", "request.json"];
    const child = spawn(python, [...args, "--out", "verification.json", "--sheets", "sheets"], {
      cwd: work,
      env: bare ? kernelVariables() : photographVariables(),
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
