import { join } from "node:path";
import { contentDirectory } from "../content-directory.ts";
import { bytesOf as bytesOfFile } from "../content-tree/folder.ts";
import type { Entry, EntryFile } from "../registry/types.ts";

/**
 * The kinds of files the site hands out from an entry's folder, by the end of their names. Nothing
 * a browser would run: no HTML, no SVG, no script.
 */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".json": "application/json; charset=utf-8",
  ".jsonl": "text/plain; charset=utf-8",
  ".jsonl.gz": "application/gzip",
  ".md": "text/plain; charset=utf-8",
  ".yaml": "text/plain; charset=utf-8",
  ".npz": "application/octet-stream",
  ".png": "image/png",
};

/** What a file is handed out as; null for one that is listed only. */
export function contentTypeOf(name: string): string | null {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) return null;
  const ending = Object.keys(CONTENT_TYPES).find((candidate) => name.endsWith(candidate));
  return ending === undefined ? null : (CONTENT_TYPES[ending] ?? null);
}

export const servedFiles = (entry: Entry): EntryFile[] =>
  entry.files.filter(({ name }) => contentTypeOf(name) !== null);

/** The bytes of one of an entry's own files. */
export function bytesOf(entry: Entry, name: string): Buffer {
  if (!entry.files.some((file) => file.name === name)) {
    throw new RangeError(`${entry.id} has no file ${name}`);
  }
  return bytesOfFile(join(contentDirectory, entry.path, name));
}

export type PictureSize = { readonly width: number; readonly height: number };

/** Width and height that a PNG states in its header; null for anything that is no PNG. */
export function pngSize(bytes: Uint8Array): PictureSize | null {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length < 24 || signature.some((byte, index) => bytes[index] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
