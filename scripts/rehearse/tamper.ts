import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, gunzipSync } from "node:zlib";

/** The ways of spoiling an entry that the rehearsal can show. */
export const tamperings = {
  claim: "one digit of a claimed metric is changed in result.json",
  samples: "the samples are replaced by others, and the digest is corrected to fit them",
  log: "one clock value in the training log is turned back",
  schema: "the commit is left out, a number becomes text, and a statement is not signed",
} as const;
export type Tampering = keyof typeof tamperings;
export const isTampering = (name: string): name is Tampering => Object.hasOwn(tamperings, name);

/** Spoils the submission in a folder, the way somebody could by hand. */
export function tamper(folder: string, how: Tampering): void {
  const result = join(folder, "result.json");
  const text = readFileSync(result, "utf8");
  if (how === "claim") writeFileSync(result, changeDigit(text));
  if (how === "schema") writeFileSync(result, breakSchema(text));
  if (how === "log") turnClockBack(join(folder, firstRun(text).log));
  if (how === "samples") {
    const { uri, sha256 } = firstRun(text).samples;
    const path = join(folder, uri);
    const other = otherSamples(readFileSync(path));
    writeFileSync(path, other);
    writeFileSync(result, text.replace(sha256, createHash("sha256").update(other).digest("hex")));
  }
}

type Run = {
  readonly log: string;
  readonly samples: { readonly uri: string; readonly sha256: string };
};

function firstRun(text: string): Run {
  const { runs } = JSON.parse(text) as { runs: Run[] };
  const [run] = runs;
  if (!run) throw new Error("the entry has no runs");
  return run;
}

/** Lowers the first digit of the first claimed metric: 5.81 becomes 4.81. */
function changeDigit(text: string): string {
  return text.replace(
    /("metrics":\s*\{\s*"[^"]+":\s*)(\d)/,
    (_, before: string, digit: string) => `${before}${(Number(digit) + 9) % 10}`,
  );
}

function breakSchema(text: string): string {
  return text
    .replace(/\s*"commit":\s*"[0-9a-f]+",/, "")
    .replace(/("parameters":\s*)(\d+)/, '$1"$2"')
    .replace(/("no_extra_labelled_data":\s*)true/, "$1false");
}

/** Rewrites the clock of the middle line to the one of the first line with a step. */
function turnClockBack(path: string): void {
  const bytes = readFileSync(path);
  const lines = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").split("\n");
  const middle = Math.floor(lines.length / 2);
  lines[middle] = (lines[middle] ?? "").replace(/("clock":\s*)[\d.]+/, "$10.5");
  writeFileSync(path, lines.join("\n"));
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;

/**
 * Other samples in a well-formed .npz: the images of the same file shifted by one place, so that
 * every image is a real sample under the wrong label. The member's checksum is corrected.
 */
function otherSamples(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const central = copy.lastIndexOf(Buffer.from(new Uint32Array([CENTRAL_HEADER]).buffer));
  if (copy.readUInt32LE(0) !== LOCAL_HEADER || central < 0) throw new Error("not an .npz file");
  const start = 30 + copy.readUInt16LE(26) + copy.readUInt16LE(28);
  const member = copy.subarray(start, start + copy.readUInt32LE(central + 24));
  const images = member.subarray(member.indexOf(0x0a) + 1);
  const size = 64;
  const rotated = Buffer.concat([images.subarray(size), images.subarray(0, size)]);
  rotated.copy(images);
  const checksum = crc32(member);
  copy.writeUInt32LE(checksum, 14);
  copy.writeUInt32LE(checksum, central + 16);
  return copy;
}
