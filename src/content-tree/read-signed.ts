import { createHash } from "node:crypto";
import { join } from "node:path";
import { isPicture } from "../measurement/pictures.ts";
import type { Signed } from "../provenance/verify.ts";
import { verificationSchema } from "../schemas/verification.ts";
import { bytesOf, listOf, textOf } from "./folder.ts";
import { readingLimits } from "./submission-files.ts";

export const BUNDLE = "verification.sigstore.json";
/** A signature with its certificate and log entry has about 10 kB. */
const LARGEST_BUNDLE = 1_000_000;

const sha256 = (path: string) => createHash("sha256").update(bytesOf(path)).digest("hex");

/**
 * What lies in an entry's folder for a signature to speak of; null where nothing was measured, and
 * a sentence where something is missing or cannot be read.
 */
export function readSigned(folder: string): Signed | string | null {
  const items = listOf(folder, readingLimits.items) ?? [];
  const names = items.filter(({ kind }) => kind === "file").map(({ name }) => name);
  if (!names.includes("verification.json")) return null;
  if (!names.includes("result.json")) return "there is no result.json";
  const bundle = textOf(join(folder, BUNDLE), LARGEST_BUNDLE);
  if (bundle === null) {
    return names.includes(BUNDLE)
      ? `${BUNDLE} has more than ${LARGEST_BUNDLE} bytes`
      : `verification.json has no signature: there is no ${BUNDLE}`;
  }
  const verification = parsed(textOf(join(folder, "verification.json")) ?? "");
  if (verification === null) return "verification.json cannot be read";
  // What matters most is compared first.
  const files = ["verification.json", ...names.filter(isPicture)];
  return {
    bundle,
    verification,
    files: new Map(files.map((name) => [name, sha256(join(folder, name))])),
    claimed_sha256: sha256(join(folder, "result.json")),
  };
}

function parsed(text: string) {
  try {
    return verificationSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
