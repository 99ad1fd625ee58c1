import { createWriteStream, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { dialects, importBatches, NotImported, Report } from "../src/logs/import/index.ts";
import type { Dialect } from "../src/logs/import/row.ts";
import { importScalars } from "../src/logs/import/scalar-files.ts";
import type { LogEvent } from "../src/schemas/log-event.ts";
import { importFlags, importOptions, tagsOf } from "./import/flags.ts";
import { openLog } from "./import/open-log.ts";
import { type Io, Misuse } from "./io.ts";

/** `import <dialect> <log> -o <file>`: 0 written, 1 there is nothing to import, 2 misuse. */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: importFlags });
  const [name, ...logs] = positionals;
  const dialect = dialectOf(name);
  if (logs.length === 0 || (logs.length > 1 && dialect.id !== "tensorboard")) {
    throw new Misuse(
      "import takes one dialect and one log; only tensorboard takes several, one a scalar.",
    );
  }
  if (values.output === undefined) throw new Misuse("import needs -o FILE.");
  const out = resolve(values.output);
  for (const log of logs) {
    if (!existsSync(log)) throw new Misuse(`There is no file ${JSON.stringify(log)}.`);
    if (out === resolve(log)) throw new Misuse("The output would overwrite the log.");
  }
  const [first = ""] = logs;
  const tags = tagsOf(values.tag ?? [], logs, dialect.id === "tensorboard");
  const options = importOptions(values, tags.get(first) ?? basename(first), (file) =>
    readFileSync(file, "utf8"),
  );
  const report = new Report();
  const counts = { step: 0, eval: 0 };
  const source = (log: string) => () => openLog(log);
  const files = logs.map((log) => {
    return { name: basename(log), source: source(log), tag: tags.get(log) };
  });
  const events =
    logs.length > 1
      ? importScalars(files, options, report)
      : importBatches(dialect, source(first), options, report);
  try {
    await write(out, counted(events, counts));
  } catch (cause) {
    if (!(cause instanceof NotImported)) throw cause;
    io.stderr.write(
      `${logs.join(", ")}: ${cause.message}\nExpected: ${dialect.title}.\nNothing was written.\n`,
    );
    return 1;
  }
  io.stdout.write(summary(dialect.id, values.output, counts, report));
  return 0;
}

function dialectOf(name: string | undefined): Dialect {
  const dialect = dialects.find(({ id }) => id === name);
  if (dialect) return dialect;
  const known = dialects.map(({ id, title }) => `  ${id.padEnd(12)}  ${title}`).join("\n");
  throw new Misuse(
    `${name === undefined ? "Name a dialect" : `There is no dialect ${JSON.stringify(name)}`}:\n${known}`,
  );
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
