import { createHash, randomInt } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { bytesOf } from "../../src/content-tree/folder.ts";
import { admissionOf, chosenHosts, samplesFile } from "../../src/measurement/admission.ts";
import { type Admission, admissionSchema, type Measuring } from "../../src/schemas/admission.ts";
import { requestFor } from "../evaluate/kernel.ts";
import { readClaim } from "../evaluate/read-claim.ts";
import { writeWhole } from "../write-file.ts";

/** An entry that may be measured: where it belongs, and where its files lie now. */
export type ToMeasure = {
  /** From the root of the repository. */
  readonly path: string;
  readonly folder: string;
  /** The content tree whose rulesets hold. */
  readonly content: string;
  readonly pull_request: Admission["pull_request"];
};

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const LARGEST_RANDOM = 2 ** 32;
const random = () => randomInt(LARGEST_RANDOM) / LARGEST_RANDOM;

/** Writes the folder of one admission; samples that lie in the entry come along. */
export function writeAdmission(
  out: string,
  entry: ToMeasure,
  settings: Measuring & { readonly image: string },
): Admission {
  const { result, ruleset } = readClaim(entry.folder, entry.content);
  const id = basename(entry.path);
  const into = join(out, id);
  mkdirSync(into, { recursive: true });
  const files = new Map(result.runs.map(({ seed }) => [seed, samplesFile(seed)]));
  const request = `${JSON.stringify(requestFor(id, ruleset, result, files), null, 2)}\n`;
  const admission = admissionSchema.parse(
    admissionOf(
      {
        submission: id,
        folder: entry.path,
        ruleset,
        result,
        pull_request: entry.pull_request,
        claimed_sha256: sha256(readFileSync(join(entry.folder, "result.json"))),
        request_sha256: sha256(request),
      },
      settings.image,
      chosenHosts(settings, random),
    ),
  );
  for (const { seed, file, url } of admission.samples) {
    const run = result.runs.find((one) => one.seed === seed);
    if (url === null && run)
      writeWhole(join(into, file), bytesOf(join(entry.folder, run.samples.uri)));
  }
  writeWhole(join(into, "request.json"), request);
  writeWhole(join(into, "admission.json"), `${JSON.stringify(admission, null, 2)}\n`);
  return admission;
}
