import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { dialects, importBatches, NotImported, Report } from "../src/logs/import/index.ts";
import { unpacked } from "../src/logs/unpack.ts";
import type { LogEvent } from "../src/schemas/log-event.ts";
import { importFlags, importOptions } from "./import/flags.ts";
import { type Io, Misuse } from "./io.ts";

const LARGEST = 10_000_000_000;
const READ_TOGETHER = 1 << 18;

/** `import <dialect> <log> -o <file>`: 0 written, 1 there is nothing to import, 2 misuse. */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: importFlags });
  const [name, log, ...more] = positionals;
  const dialect = dialects.find(({ id }) => id === name);
  if (!dialect) {
    const known = dialects.map(({ id, title }) => `  ${id.padEnd(12)}  ${title}`).join("\n");
    throw new Misuse(
      `${name === undefined ? "Name a dialect" : `There is no dialect ${JSON.stringify(name)}`}:\n${known}`,
    );
  }
  if (log === undefined || more.length > 0)
    throw new Misuse("import takes one dialect and one log.");
  if (values.output === undefined) throw new Misuse("import needs -o FILE.");
  if (!existsSync(log)) throw new Misuse(`There is no file ${JSON.stringify(log)}.`);
  const out = resolve(values.output);
  if (out === resolve(log)) throw new Misuse("The output would overwrite the log.");
  const options = importOptions(values, basename(log), (file) => readFileSync(file, "utf8"));
  const source = () => unpacked(createReadStream(log, { highWaterMark: READ_TOGETHER }), LARGEST);
  const report = new Report();
  const counts = { step: 0, eval: 0 };
  try {
    await write(out, counted(importBatches(dialect, source, options, report), counts));
  } catch (cause) {
    if (!(cause instanceof NotImported)) throw cause;
    io.stderr.write(
      `${log}: ${cause.message}\nExpected: ${dialect.title}.\nNothing was written.\n`,
    );
    return 1;
  }
  io.stdout.write(summary(dialect.id, values.output, counts, report));
  return 0;
}

/** Text that goes to the file together: a line at a time costs more than making it. */
const WRITTEN_TOGETHER = 1 << 18;

async function* counted(
  batches: AsyncIterable<readonly LogEvent[]>,
  counts: { step: number; eval: number },
) {
  let text = "";
  for await (const events of batches) {
    for (const event of events) {
      if (event.event === "step" || event.event === "eval") counts[event.event] += 1;
      text += `${JSON.stringify(event)}\n`;
    }
    if (text.length < WRITTEN_TOGETHER) continue;
    yield text;
    text = "";
  }
  yield text;
}

/** Writes beside and renames: a log is there whole or not at all. */
async function write(out: string, lines: AsyncIterable<string>): Promise<void> {
  const part = `${out}.${process.pid}.part`;
  try {
    const file = createWriteStream(part, { flags: "wx" });
    if (out.endsWith(".gz")) await pipeline(Readable.from(lines), createGzip(), file);
    else await pipeline(Readable.from(lines), file);
    renameSync(part, out);
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
}

function summary(
  id: string,
  out: string,
  counts: { step: number; eval: number },
  report: Report,
): string {
  const notes = report
    .all()
    .map(({ line, text }) => `  ${line === null ? "" : `line ${line}: `}${text}\n`);
  return `${id}: ${counts.step} steps and ${counts.eval} evaluation points in ${out}\n${notes.join("")}`;
}
