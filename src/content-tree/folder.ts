import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
} from "node:fs";
import { join } from "node:path";
import type { FolderItem } from "../checks/submission.ts";

/** Small enough to stay in a processor's cache while it is read. */
export const CHUNK = 1 << 15;

/**
 * Opens a plain file. A path that is, or just became, a symbolic link is not followed, and one that
 * became a pipe since it was looked at is not waited for.
 */
function opened(path: string): { file: number; size: number } {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const status = fstatSync(file);
  if (status.isFile()) return { file, size: status.size };
  closeSync(file);
  throw new Error(`${path} is no plain file any more`);
}

/** Chunks of a plain file; each is valid until the next is asked for. */
export function* chunksOf(path: string): Generator<Uint8Array> {
  const { file, size } = opened(path);
  try {
    const chunk = new Uint8Array(Math.min(CHUNK, size));
    // No more than was there at first: a file that keeps growing would never end.
    for (let left = size; left > 0; ) {
      const bytes = readSync(file, chunk, 0, Math.min(chunk.length, left), null);
      if (bytes === 0) return;
      left -= bytes;
      yield chunk.subarray(0, bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** Small files are read into it one after the other: making memory for each takes longer. */
const shared = new Uint8Array(CHUNK);

/**
 * The bytes of a plain file that fits one chunk, valid until the next file is read; null where it is
 * larger.
 */
export function shortFile(path: string): Uint8Array | null {
  const { file, size } = opened(path);
  try {
    if (size > CHUNK) return null;
    let read = 0;
    while (read < size) {
      const bytes = readSync(file, shared, read, size - read, null);
      if (bytes === 0) break;
      read += bytes;
    }
    return shared.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

/** The bytes of a plain file. */
export function bytesOf(path: string): Buffer {
  const { file } = opened(path);
  try {
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Text of a plain file, or null where there is none or it is larger than `limit` bytes. */
export function textOf(path: string, limit = 5_000_000): string | null {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status?.isFile() || status.size > limit) return null;
  return new TextDecoder().decode(bytesOf(path));
}

/** What lies in a folder, as the directory says it: nothing is opened. */
export type Listed = Pick<FolderItem, "name" | "kind" | "bytes">;

function listed(folder: string, name: string): Listed {
  const status = lstatSync(join(folder, name));
  if (status.isFile()) return { name, kind: "file", bytes: status.size };
  if (status.isDirectory()) return { name, kind: "folder", bytes: 0 };
  return { name, kind: status.isSymbolicLink() ? "symbolic link" : "special file", bytes: 0 };
}

/** What lies in a folder, by name; null where that is more than `most` things. */
export function listOf(folder: string, most: number): Listed[] | null {
  const names = readdirSync(folder);
  return names.length > most ? null : names.toSorted().map((name) => listed(folder, name));
}

/** Names of the folders in a folder; none where it does not exist. */
export function foldersIn(path: string): string[] {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => item.name)
    .toSorted();
}

/** Names of everything in a folder, hidden files aside; none where it does not exist. */
export function namesIn(path: string): string[] {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path)
    .filter((name) => !name.startsWith("."))
    .toSorted();
}
