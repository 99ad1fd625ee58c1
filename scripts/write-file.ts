import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Text that goes to the system at once. Unit: characters. */
const BATCH = 1 << 20;

/** Writes a text that comes in pieces. */
function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, "w");
  try {
    let batch: string[] = [];
    let length = 0;
    for (const piece of pieces) {
      batch.push(piece);
      length += piece.length;
      if (length < BATCH) continue;
      writeFileSync(file, batch.join(""));
      [batch, length] = [[], 0];
    }
    writeFileSync(file, batch.join(""));
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a file whole or not at all: into a temporary neighbour first, then renamed. A text may come in
 * pieces, any number of them.
 */
export function writeWhole(path: string, content: string | Uint8Array | Iterable<string>): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.part`;
  try {
    if (typeof content === "string" || content instanceof Uint8Array) {
      writeFileSync(temporary, content);
    } else writePieces(temporary, content);
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
}
