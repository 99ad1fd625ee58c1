import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { byCodePoint } from "./order.ts";
import type { EntryFile } from "./types.ts";

/** SHA-256 (hex) over the lines "<digest>  <name>" of an entry's files, sorted by name. */
export function filesDigest(files: readonly EntryFile[]): string {
  const lines = files
    .toSorted((a, b) => byCodePoint(a.name, b.name))
    .map((file) => `${file.sha256}  ${file.name}\n`);
  return bytesToHex(sha256(utf8ToBytes(lines.join(""))));
}
