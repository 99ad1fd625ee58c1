import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import type { Readable } from "node:stream";
import zlib from "node:zlib";
import { NotImported } from "../../src/logs/import/report.ts";

/** A log grows no larger than this when it is unpacked. */
const LARGEST = 10_000_000_000;
const READ_TOGETHER = 1 << 18;

type Packing = { readonly name: string; readonly magic: readonly number[]; readonly fix: string };

/** Formats that are told apart by their first bytes and that nothing here unpacks. */
const unknown: readonly Packing[] = [
  { name: "zip", magic: [0x50, 0x4b, 0x03, 0x04], fix: "unzip" },
  { name: "zip", magic: [0x50, 0x4b, 0x05, 0x06], fix: "unzip" },
  { name: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], fix: "xz -dk" },
  { name: "bzip2", magic: [0x42, 0x5a, 0x68], fix: "bzip2 -dk" },
  { name: "lz4", magic: [0x04, 0x22, 0x4d, 0x18], fix: "lz4 -dk" },
  { name: "7z", magic: [0x37, 0x7a, 0xbc, 0xaf], fix: "7z x" },
];
const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

function headOf(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(8);
    return head.subarray(0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}

const begins = (head: Buffer, magic: readonly number[]) =>
  magic.every((byte, index) => head[index] === byte);

/** What unpacks a file that begins like this; null for plain text. */
function unpackerFor(path: string, head: Buffer) {
  // Several gzip files one after the other are one: this is how logs of several launches are kept.
  if (begins(head, GZIP)) return { name: "gzip", stream: zlib.createGunzip() };
  const packing = unknown.find(({ magic }) => begins(head, magic));
  const fix = packing?.fix ?? (begins(head, ZSTD) ? "zstd -dk" : null);
  if (fix === null) return null;
  // Node has it from 22.15 on.
  if (!packing && typeof zlib.createZstdDecompress === "function") {
    return { name: "zstd", stream: zlib.createZstdDecompress() };
  }
  throw new NotImported(
    `The file is packed with ${packing?.name ?? "zstd"}. Expected a plain log, gzip or zstd: unpack it first (\`${fix} ${path}\`) and import what is in it.`,
  );
}

/** The bytes of a log, unpacked as its first bytes say. Damage is told in words. */
export async function* openLog(path: string): AsyncGenerator<Uint8Array> {
  const unpacker = unpackerFor(path, headOf(path));
  const file = createReadStream(path, { highWaterMark: READ_TOGETHER });
  if (unpacker) file.on("error", (cause) => unpacker.stream.destroy(cause));
  const bytes: Readable = unpacker ? file.pipe(unpacker.stream) : file;
  let size = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > LARGEST)
        throw new NotImported("The log is larger than 10 GB when it is unpacked.");
      yield chunk;
    }
  } catch (cause) {
    throw damage(cause, unpacker?.name ?? "plain", size);
  } finally {
    file.destroy();
  }
}

function damage(cause: unknown, packing: string, size: number): unknown {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (!/^(Z_|ZSTD_|ERR_ZSTD)/.test(code)) return cause;
  const what = /unexpected end/i.test(String(cause))
    ? "is cut off"
    : `is damaged (${(cause as Error).message})`;
  return new NotImported(
    `The ${packing} data ${what} behind ${size} unpacked bytes. Copy the file again; to import what is there, unpack it with a tool that keeps it (\`${packing === "zstd" ? "zstdcat" : "zcat"} FILE > log.txt\`).`,
  );
}
