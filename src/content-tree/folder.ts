import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from "node:fs";
import { join } from "node:path";
import type { FolderItem } from "../checks/submission.ts";

/** Larger files of a submission folder are not read: no honest document of it comes near. */
export const LARGEST_READ = 100_000_000;
const CHUNK = 1 << 16;

/** Chunks of a plain file. A path that is, or just became, a symbolic link is not followed. */
export function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    for (let bytes = -1; bytes !== 0; ) {
      const chunk = new Uint8Array(CHUNK);
      bytes = readSync(file, chunk, 0, CHUNK, null);
      if (bytes > 0) yield chunk.subarray(0, bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** Text of a plain file, or null where there is none or it is larger than `limit` bytes. */
export function textOf(path: string, limit = 5_000_000): string | null {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status?.isFile() || status.size > limit) return null;
  const chunks = [...chunksOf(path)];
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function kindOf(path: string): FolderItem["kind"] {
  const status = lstatSync(path);
  if (status.isFile()) return "file";
  if (status.isDirectory()) return "folder";
  return status.isSymbolicLink() ? "symbolic link" : "special file";
}

function digestOf(path: string): { bytes: number; sha256: string | null } {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const bytes = fstatSync(file).size;
  closeSync(file);
  if (bytes > LARGEST_READ) return { bytes, sha256: null };
  const hash = createHash("sha256");
  for (const chunk of chunksOf(path)) hash.update(chunk);
  return { bytes, sha256: hash.digest("hex") };
}

/** What lies in a folder, by name; only plain files are opened. */
export function itemsOf(folder: string): FolderItem[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const kind = kindOf(path);
      if (kind !== "file") return { name, kind, bytes: 0, sha256: null };
      return { name, kind, ...digestOf(path) };
    });
}

/** Names of the folders in a folder; none where it does not exist. */
export function foldersIn(path: string): string[] {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => item.name)
    .toSorted();
}
