import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import type { FolderItem, Submission, Unread } from "../checks/submission.ts";
import { JsonText } from "../findings/json-text.ts";
import { readLog, readShortLog } from "../logs/read-log.ts";
import type { LogSummary } from "../logs/summary.ts";
import { exceptionsOf } from "./exceptions.ts";
import { CHUNK, chunksOf, type Listed, listOf, shortFile } from "./folder.ts";
import {
  decoded,
  isDocument,
  isLog,
  isVerification,
  limitOf,
  readingLimits,
} from "./submission-files.ts";

/** What is no UTF-8 is replaced. */
const lenient = new TextDecoder();

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

  /** Takes a file in; a promise only where that takes more than one look. */
  take(item: Listed): Promise<void> | undefined {
    const { name, kind, bytes } = item;
    const limit = Math.min(limitOf(name), this.#left);
    if (kind !== "file" || bytes > limit) {
      this.items.push({ ...item, sha256: null });
      if (kind === "file") this.unread.push({ name, reason: "too-large", bytes, limit });
      return undefined;
    }
    this.#left -= bytes;
    const digest = bytes > CHUNK ? null : this.#readShort(name);
    if (digest === null) return this.#takeLong(item);
    this.items.push({ ...item, sha256: digest });
    return undefined;
  }

  async #takeLong(item: Listed): Promise<void> {
    this.items.push({ ...item, sha256: await this.#read(item.name, item.bytes) });
  }

  /**
   * Reads a file at once and gives its digest; null where it has to be read in pieces. Most files are
   * short, and a chain of promises for each took half of the time.
   */
  #readShort(name: string): string | null {
    const whole = shortFile(join(this.#folder, name));
    if (whole === null) return null;
    if (isLog(name)) {
      const log = readShortLog(whole);
      if (log === null) return null;
      this.logs.set(name, log);
    } else if (isDocument(name)) this.#takeText(name, whole);
    else if (isVerification(name, whole.length)) this.texts.set(name, lenient.decode(whole));
    return createHash("sha256").update(whole).digest("hex");
  }

  async #read(name: string, bytes: number): Promise<string> {
    const hash = createHash("sha256");
    const chunks = chunksOf(join(this.#folder, name));
    try {
      const passing = hashed(chunks, hash);
      if (isLog(name)) this.logs.set(name, await readLog(passing));
      else if (isDocument(name)) await this.#readText(name, passing);
      else if (isVerification(name, bytes)) this.texts.set(name, await textOf(passing));
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
    this.#takeText(name, Buffer.concat(pieces));
  }

  #takeText(name: string, bytes: Uint8Array): void {
    const read = decoded(name, bytes);
    if (typeof read === "string") this.texts.set(name, read);
    else this.unread.push(read);
  }
}

/** Chunks on their way to a reader, through a digest. The reader's stopping leaves the source open. */
async function* hashed(chunks: Iterator<Uint8Array>, hash: { update(chunk: Uint8Array): unknown }) {
  for (let next = chunks.next(); !next.done; next = chunks.next()) {
    hash.update(next.value);
    yield next.value;
  }
}

/** Text that whoever uses it looks at closely: what is no UTF-8 in it is replaced. */
async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** A submission, and the text of every document in its folder: each file was opened once. */
export type ReadFolder = {
  readonly submission: Submission;
  readonly texts: ReadonlyMap<string, string>;
};

/** Reads a submission folder into the value that the checks look at. */
export const readSubmission = async (folder: string): Promise<Submission> =>
  (await readFolder(folder)).submission;

/** The same with the texts it was read from. */
export async function readFolder(folder: string): Promise<ReadFolder> {
  const path = resolve(folder);
  const reader = new FolderReader(path);
  const list = listOf(path, readingLimits.items);
  for (const item of list ?? []) {
    const taking = reader.take(item);
    if (taking) await taking;
  }
  const text = reader.texts.get("result.json");
  const submission = {
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
  return { submission, texts: reader.texts };
}
