import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type KnownEntry, pack, unpack } from "./packed-entry.ts";

/** Pieces of a cache: an entry that changed makes one of them be written again. */
const PIECES = 64;

const source = fileURLToPath(new URL("..", import.meta.url));

/** Digest over the code and the rules: what either derives may be something else tomorrow. */
export function cacheKey(rulesets: unknown): string {
  const hash = createHash("sha256").update(JSON.stringify(rulesets));
  for (const file of globSync("**/*.ts", { cwd: source }).toSorted()) {
    hash.update(file).update(readFileSync(join(source, file)));
  }
  return hash.digest("hex");
}

/** The piece an entry lies in; FNV-1a, so that likely paths spread evenly. */
function pieceOf(path: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < path.length; at++) {
    hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % PIECES;
}

const nameOf = (piece: number) => `${piece}.entries`;

/**
 * What entries bring, in a folder of their own. It is nobody's source: a piece that is missing, damaged or
 * of another key is as if it were empty, and the entries are read.
 */
export class EntryCache {
  readonly #folder: string;
  readonly #key: string;

  constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = key;
  }

  /** Known entries by path. */
  read(): Map<string, KnownEntry> {
    const known = new Map<string, KnownEntry>();
    for (let piece = 0; piece < PIECES; piece++) {
      for (const entry of this.#readPiece(piece)) known.set(entry.path, entry);
    }
    return known;
  }

  #readPiece(piece: number): readonly KnownEntry[] {
    try {
      return unpack(this.#key, readFileSync(join(this.#folder, nameOf(piece)), "utf8"));
    } catch {
      return [];
    }
  }

  /** Writes the pieces that differ from what was read, each whole or not at all. */
  write(before: ReadonlyMap<string, KnownEntry>, now: readonly KnownEntry[]): void {
    const present = new Set(now.map(({ path }) => path));
    const added = now.filter((entry) => before.get(entry.path) !== entry);
    const gone = [...before.keys()].filter((path) => !present.has(path));
    const touched = new Set([...added.map(({ path }) => path), ...gone].map(pieceOf));
    if (touched.size === 0) return;
    mkdirSync(this.#folder, { recursive: true });
    const pieces = Map.groupBy(now, ({ path }) => pieceOf(path));
    for (const piece of touched) {
      const file = join(this.#folder, nameOf(piece));
      writeFileSync(`${file}.${process.pid}.part`, pack(this.#key, pieces.get(piece) ?? []));
      renameSync(`${file}.${process.pid}.part`, file);
    }
  }
}
