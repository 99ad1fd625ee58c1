import type { Unread } from "../checks/submission.ts";

/** How the files of a submission are taken in, whoever reads them: a folder on a disk, or a page. */

/** What one folder may cost to read; no honest submission comes near. */
export const readingLimits = {
  /** A hundred runs with a log, samples and a contact sheet each, three times over. */
  items: 1000,
  /** result.json and README.md. */
  documentBytes: 1_000_000,
  /** A log, or samples that lie in the folder. */
  fileBytes: 500_000_000,
  /** Everything together; what comes after it is left unread. */
  folderBytes: 2_000_000_000,
} as const;

const DOCUMENTS = ["result.json", "README.md", "rulings.yaml"];
export const isDocument = (name: string) => DOCUMENTS.includes(name);
/** Written by the kernel, and small; one that is not is left to whoever needs it. */
export const isVerification = (name: string, bytes: number) =>
  name === "verification.json" && bytes <= readingLimits.documentBytes;
export const isLog = (name: string) => /\.jsonl(\.gz)?$/.test(name);
export const limitOf = (name: string) =>
  isDocument(name) ? readingLimits.documentBytes : readingLimits.fileBytes;

const strict = new TextDecoder("utf-8", { fatal: true });

/** The text of a document, or why it has none. */
export function decoded(name: string, bytes: Uint8Array): string | Unread {
  try {
    return strict.decode(bytes);
  } catch {
    return { name, reason: "not-utf8", ...firstDamage(bytes) };
  }
}

/** Line and byte of the first place that is no UTF-8. */
function firstDamage(bytes: Uint8Array): { line: number; byte: number } {
  // What a lenient reader puts in place of damage differs from the bytes there, and only there.
  const mended = new TextEncoder().encode(
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
  );
  let at = 0;
  let line = 1;
  for (; at < bytes.length && bytes[at] === mended[at]; at++) if (bytes[at] === 0x0a) line += 1;
  return { line, byte: at };
}
