import { dialects, importLog, Report } from "../../../src/logs/import/index.ts";
import type { ImportOptions } from "../../../src/logs/import/row.ts";
import { readLog } from "../../../src/logs/read-log.ts";
import type { LogEvent } from "../../../src/schemas/log-event.ts";

/** Imports text as a dialect; the events between start and end, and what the report says. */
export async function imported(
  id: string,
  text: string | Uint8Array,
  options: ImportOptions = {},
  chunk = 7,
) {
  const dialect = dialects.find((candidate) => candidate.id === id);
  if (!dialect) throw new Error(`no dialect ${id}`);
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  async function* source() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const report = new Report();
  const all: LogEvent[] = [];
  for await (const event of importLog(dialect, source, options, report)) all.push(event);
  async function* written() {
    yield new TextEncoder().encode(all.map((event) => `${JSON.stringify(event)}\n`).join(""));
  }
  return {
    events: all.slice(1, -1),
    start: all[0],
    end: all.at(-1),
    notes: report
      .all()
      .map(({ line, text: words }) => (line === null ? words : `${line}: ${words}`)),
    /** What the canonical reader says of the result: nothing. */
    problems: (await readLog(written())).problems,
  };
}
