import { crc32 } from "node:zlib";

/** A contact sheet comes from the measuring machine and goes onto a page: it has to be a picture. */

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Nothing that holds text, colour profiles or anything of an editor's. */
const CHUNKS = new Set(["IHDR", "PLTE", "IDAT", "IEND"]);
export const LARGEST_SHEET = 4_000_000;
const LONGEST_SIDE = 8192;

/** What keeps these bytes from being a plain PNG, in words; null where they are one (ISO 15948). */
export function sheetProblem(bytes: Buffer): string | null {
  if (bytes.length > LARGEST_SHEET) return `${bytes.length} bytes, more than ${LARGEST_SHEET}`;
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return "no PNG signature";
  let at = 8;
  let first = true;
  while (at < bytes.length) {
    if (at + 12 > bytes.length) return "ends inside a chunk";
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    const end = at + 12 + length;
    if (!CHUNKS.has(name)) return `has a chunk ${JSON.stringify(name)}`;
    if (end > bytes.length) return `${name} says it is longer than the file`;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) {
      return `${name} has a wrong checksum`;
    }
    if (first !== (name === "IHDR")) return "does not begin with its one header";
    if (first && !isSmall(bytes)) return `a side is longer than ${LONGEST_SIDE} pixels`;
    if (name === "IEND") return end === bytes.length ? null : "goes on after its end";
    first = false;
    at = end;
  }
  return "has no end";
}

const isSmall = (bytes: Buffer) =>
  bytes.length > 24 &&
  bytes.readUInt32BE(16) <= LONGEST_SIDE &&
  bytes.readUInt32BE(20) <= LONGEST_SIDE;
