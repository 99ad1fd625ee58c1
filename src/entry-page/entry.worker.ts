import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { zipSync } from "fflate";
import { chunksOf } from "../check-page/read-picked.ts";
import { dialects, importLog, NotImported, Report } from "../logs/import/index.ts";
import { RECOGNISED_FROM, recognise } from "../logs/import/recognise.ts";
import { readLog } from "../logs/read-log.ts";
import { unpacked } from "../logs/unpack.ts";
import type { LogEvent } from "../schemas/log-event.ts";
import type { Answer, Imported, PackedFile, Question, Reading } from "./conversation.ts";

/** Reads logs, digests and packs, away from the thread that draws the page. It sends nothing. */

const PROGRESS_EVERY_MS = 100;
const LARGEST_LOG = 4_000_000_000;
/** From so many characters on, a piece of the log is put away. */
const PIECE = 1 << 20;
/** A larger canonical log is packed: rulesets allow some 20 MB. */
const LARGEST_PLAIN = 5_000_000;

const answer = (message: Answer) => postMessage(message);

/** The bytes of a file, telling how far it is. */
async function* told(file: File, request: number): AsyncGenerator<Uint8Array> {
  let done = 0;
  let last = 0;
  for await (const chunk of chunksOf(file)) {
    done += chunk.length;
    const now = performance.now();
    if (now - last > PROGRESS_EVERY_MS) {
      last = now;
      answer({ kind: "progress", request, done, all: file.size });
    }
    yield chunk;
  }
}

async function headOf(file: File): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of unpacked(chunksOf(file), LARGEST_LOG)) {
    pieces.push(chunk.slice());
    bytes += chunk.length;
    if (bytes >= RECOGNISED_FROM) break;
  }
  return new TextDecoder().decode(await new Blob(pieces as BlobPart[]).arrayBuffer());
}

/** An event under the ruleset's names of metrics. */
function renamedEvent(event: LogEvent, renamed: Reading["renamed"]): LogEvent {
  if (!event.metrics) return event;
  const metrics = Object.entries(event.metrics).map(([id, value]) => [renamed[id] ?? id, value]);
  return { ...event, metrics: Object.fromEntries(metrics) };
}

async function imported(file: File, reading: Reading, request: number): Promise<Imported> {
  const format = reading.format ?? recognise(await headOf(file), file.name);
  if (format === null) {
    throw new NotImported("This is no log of a kind that is known here. Choose what wrote it.");
  }
  if (format === "canonical") return canonical(file, format, request);
  const dialect = dialects.find(({ id }) => id === format);
  if (!dialect) throw new NotImported(`There is no format ${format}.`);
  const report = new Report();
  const { batch, seed, series, renamed } = reading;
  const options = {
    fileName: file.name,
    ...(batch === undefined ? {} : { batch }),
    ...(seed === undefined ? {} : { seed }),
    ...(series === undefined ? {} : { series }),
  };
  const source = () => unpacked(told(file, request), LARGEST_LOG);
  const counts = { step: 0, eval: 0 };
  const metrics = new Set<string>();
  const pieces: string[] = [];
  let piece = "";
  for await (const event of importLog(dialect, source, options, report)) {
    if (event.event === "step" || event.event === "eval") counts[event.event] += 1;
    for (const id of Object.keys(event.metrics ?? {})) metrics.add(id);
    piece += `${JSON.stringify(renamedEvent(event, renamed))}\n`;
    if (piece.length < PIECE) continue;
    pieces.push(piece);
    piece = "";
  }
  const log = await packedIfLarge(new Blob([...pieces, piece]));
  return {
    format,
    log,
    steps: counts.step,
    evaluations: counts.eval,
    notes: report.all(),
    summary: await readLog(chunksOf(log)),
    metrics: [...metrics].toSorted(),
  };
}

/** A log that is canonical already goes into the folder as it is. */
async function canonical(file: File, format: string, request: number): Promise<Imported> {
  const summary = await readLog(told(file, request));
  const metrics = new Set(summary.evaluations.flatMap((point) => Object.keys(point.metrics)));
  return {
    format,
    log: file,
    steps: summary.last?.step ?? 0,
    evaluations: summary.evaluations.length,
    notes: [],
    summary,
    metrics: [...metrics].toSorted(),
  };
}

async function packedIfLarge(log: Blob): Promise<Blob> {
  if (log.size <= LARGEST_PLAIN) return log;
  const stream = log.stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream, { headers: { "content-type": "application/gzip" } }).blob();
}

async function digest(file: Blob): Promise<string> {
  const hash = sha256.create();
  for await (const chunk of chunksOf(file)) hash.update(chunk);
  return bytesToHex(hash.digest());
}

/** A zip of the folder. What is packed already is stored as it is. */
async function packed(files: readonly PackedFile[]): Promise<Blob> {
  const entries = await Promise.all(
    files.map(async ({ path, file }) => {
      const level = /\.(gz|npz)$/.test(path) ? 0 : 6;
      return [path, [new Uint8Array(await file.arrayBuffer()), { level }]] as const;
    }),
  );
  const zip = zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]);
  return new Blob([zip as BlobPart], { type: "application/zip" });
}

async function take(question: Question): Promise<void> {
  const { request } = question;
  if (question.kind === "import") {
    const done = await imported(question.file, question.reading, request);
    answer({ kind: "imported", request, imported: done });
  } else if (question.kind === "digest") {
    answer({ kind: "digest", request, sha256: await digest(question.file) });
  } else answer({ kind: "packed", request, zip: await packed(question.files) });
}

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  take(data).catch(async (cause: unknown) => {
    const format = data.kind === "import" ? await triedFormat(data).catch(() => null) : null;
    const message = cause instanceof Error ? cause.message : String(cause);
    answer({ kind: "failed", request: data.request, message, format });
  });
});

const triedFormat = async ({ file, reading }: Extract<Question, { kind: "import" }>) =>
  reading.format ?? recognise(await headOf(file), file.name);
