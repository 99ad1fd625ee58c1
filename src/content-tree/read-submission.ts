import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import type { FolderItem, Submission, Unread } from "../checks/submission.ts";
import { JsonText } from "../findings/json-text.ts";
import { readLog } from "../logs/read-log.ts";
import type { LogSummary } from "../logs/summary.ts";
import { type Exception, rulingsSchema } from "../schemas/rulings.ts";
import { chunksOf, type Listed, listOf } from "./folder.ts";

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
const isDocument = (name: string) => DOCUMENTS.includes(name);
const isLog = (name: string) => /\.jsonl(\.gz)?$/.test(name);
const limitOf = (name: string) =>
  isDocument(name) ? readingLimits.documentBytes : readingLimits.fileBytes;

/** Reads the files of one folder, each once: its digest and its content in the same pass. */
class FolderReader {
  readonly #folder: string;
  readonly items: FolderItem[] = [];
  readonly logs = new Map<string, LogSummary>();
  readonly texts = new Map<string, string>();
  readonly unread: Unread[] = [];
  #left: number = readingLimits.folderBytes;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async take(item: Listed): Promise<void> {
    const { name, kind, bytes } = item;
    const limit = Math.min(limitOf(name), this.#left);
    if (kind !== "file" || bytes > limit) {
      this.items.push({ ...item, sha256: null });
      if (kind === "file") this.unread.push({ name, reason: "too-large", bytes, limit });
      return;
    }
    this.#left -= bytes;
    this.items.push({ ...item, sha256: await this.#read(name) });
  }

  async #read(name: string): Promise<string> {
    const hash = createHash("sha256");
    const chunks = chunksOf(join(this.#folder, name));
    try {
      const passing = hashed(chunks, hash);
      if (isLog(name)) this.logs.set(name, await readLog(passing));
      else if (isDocument(name)) await this.#readText(name, passing);
      // A reader may have stopped early; the digest is of the whole file.
      for (const chunk of chunks) hash.update(chunk);
    } finally {
      chunks.return(undefined);
    }
    return hash.digest("hex");
  }

  async #readText(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const pieces: Uint8Array[] = [];
    for await (const chunk of chunks) pieces.push(chunk.slice());
    const bytes = Buffer.concat(pieces);
    try {
      this.texts.set(name, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      this.unread.push({ name, reason: "not-utf8", ...firstDamage(bytes) });
    }
  }
}

/** Chunks on their way to a reader, through a digest. The reader's stopping leaves the source open. */
async function* hashed(chunks: Iterator<Uint8Array>, hash: { update(chunk: Uint8Array): unknown }) {
  for (let next = chunks.next(); !next.done; next = chunks.next()) {
    hash.update(next.value);
    yield next.value;
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

/** What reviewers excuse; nothing where rulings.yaml is missing or broken, which is told elsewhere. */
function exceptionsOf(text: string | undefined): readonly Exception[] {
  if (text === undefined) return [];
  try {
    const read = rulingsSchema.safeParse(parse(text));
    return read.success ? (read.data.exceptions ?? []) : [];
  } catch {
    return [];
  }
}

/** Reads a submission folder into the value that the checks look at. */
export async function readSubmission(folder: string): Promise<Submission> {
  const path = resolve(folder);
  const reader = new FolderReader(path);
  const list = listOf(path, readingLimits.items);
  for (const item of list ?? []) await reader.take(item);
  const text = reader.texts.get("result.json");
  return {
    id: basename(path),
    parent: basename(dirname(path)),
    items: reader.items,
    ...(list === null ? { crowded: readingLimits.items } : {}),
    unread: reader.unread,
    result: text === undefined ? null : new JsonText(text),
    readme: reader.texts.get("README.md") ?? null,
    logs: reader.logs,
    exceptions: exceptionsOf(reader.texts.get("rulings.yaml")),
  };
}
