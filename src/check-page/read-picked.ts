import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { FolderItem, Submission, Unread } from "../checks/submission.ts";
import {
  decoded,
  isDocument,
  isLog,
  limitOf,
  readingLimits,
} from "../content-tree/submission-files.ts";
import { JsonText } from "../findings/json-text.ts";
import { readLog } from "../logs/read-log.ts";
import type { LogSummary } from "../logs/summary.ts";
import type { NamedFile, PickedFolder } from "./conversation.ts";

type Chunks = AsyncGenerator<Uint8Array, undefined, undefined>;

/** Chunks of a file. By its reader: not every browser can iterate a stream. */
export async function* chunksOf(file: Blob): Chunks {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const next = await reader.read().catch((cause: unknown) => {
        throw new Error("A file changed since it was picked. Pick them again.", { cause });
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A stream that failed has nothing left to cancel.
    await reader.cancel().catch(() => undefined);
  }
}

/** Chunks on their way to a reader that may stop early; `rest` takes what it left. */
class Tapped {
  readonly #chunks: Chunks;
  readonly #tap: (chunk: Uint8Array) => void;
  #failure: unknown = null;

  constructor(file: File, tap: (chunk: Uint8Array) => void) {
    this.#chunks = chunksOf(file);
    this.#tap = tap;
  }

  async *read(): Chunks {
    for (;;) {
      const next = await this.#chunks.next().catch((cause: unknown) => {
        this.#failure = cause;
        throw cause;
      });
      if (next.done) return;
      this.#tap(next.value);
      yield next.value;
    }
  }

  async rest(): Promise<void> {
    // A reader of gzip takes any failure for damage; it is none of the log.
    if (this.#failure !== null) throw this.#failure;
    for await (const chunk of this.#chunks) this.#tap(chunk);
  }
}

/** Reads picked files, each once, as content-tree/read-submission.ts reads those of a folder. */
class PickedReader {
  readonly items: FolderItem[] = [];
  readonly logs = new Map<string, LogSummary>();
  readonly texts = new Map<string, string>();
  readonly unread: Unread[] = [];
  readonly #onBytes: (name: string, bytes: number) => void;
  #left: number = readingLimits.folderBytes;

  constructor(onBytes: (name: string, bytes: number) => void) {
    this.#onBytes = onBytes;
  }

  async take({ name, file }: NamedFile): Promise<void> {
    const bytes = file.size;
    const limit = Math.min(limitOf(name), this.#left);
    if (bytes > limit) {
      this.items.push({ name, kind: "file", bytes, sha256: null });
      this.unread.push({ name, reason: "too-large", bytes, limit });
      return;
    }
    this.#left -= bytes;
    this.items.push({ name, kind: "file", bytes, sha256: await this.#read(name, file) });
  }

  async #read(name: string, file: File): Promise<string> {
    const hash = sha256.create();
    const tapped = new Tapped(file, (chunk) => {
      hash.update(chunk);
      this.#onBytes(name, chunk.length);
    });
    if (isLog(name)) this.logs.set(name, await readLog(tapped.read()));
    else if (isDocument(name)) await this.#readText(name, tapped.read());
    // A reader may have stopped early; the digest is of the whole file.
    await tapped.rest();
    return bytesToHex(hash.digest());
  }

  async #readText(name: string, chunks: Chunks): Promise<void> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for await (const chunk of chunks) pieces.push(chunk.slice());
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    const read = decoded(name, bytes);
    if (typeof read === "string") this.texts.set(name, read);
    else this.unread.push(read);
  }
}

/** What reviewers excuse. Few folders have any, and reading it takes much code: fetched if needed. */
async function exceptionsIn(text: string | undefined) {
  if (text === undefined) return [];
  const { exceptionsOf } = await import("./exceptions.ts");
  return exceptionsOf(text);
}

/** Reads a picked folder into the value that the checks look at. */
export async function readPicked(
  { id, parent, files, folders }: PickedFolder,
  onBytes: (name: string, bytes: number) => void,
): Promise<Submission> {
  const reader = new PickedReader(onBytes);
  const crowded = files.length + folders.length > readingLimits.items;
  const byName = new Map<string, NamedFile | null>([
    ...folders.map((name) => [name, null] as const),
    ...files.map((one) => [one.name, one] as const),
  ]);
  for (const name of crowded ? [] : [...byName.keys()].toSorted()) {
    const one = byName.get(name);
    if (one) await reader.take(one);
    else reader.items.push({ name, kind: "folder", bytes: 0, sha256: null });
  }
  const text = reader.texts.get("result.json");
  const result = text === undefined ? null : new JsonText(text);
  return {
    id,
    parent: parent ?? "",
    items: reader.items,
    ...(crowded ? { crowded: readingLimits.items } : {}),
    unread: reader.unread,
    result,
    readme: reader.texts.get("README.md") ?? null,
    logs: reader.logs,
    exceptions: await exceptionsIn(reader.texts.get("rulings.yaml")),
  };
}
