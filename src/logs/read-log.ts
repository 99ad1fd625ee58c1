import type { LogEvent } from "../schemas/log-event.ts";
import { ThinnedCurve } from "./curve.ts";
import { parseLine } from "./event.ts";
import { type ByteLine, byteLines, LineCutter } from "./lines.ts";
import { PlainLines } from "./plain-line.ts";
import type { BrokenReason, EvaluationPoint, LogProblem, LogSummary } from "./summary.ts";
import { DamagedGzip, isGzip, TooLargeUnpacked, unpacked } from "./unpack.ts";

/** What bounds the memory and the time that reading a log may take. */
export type LogLimits = {
  readonly lineBytes: number;
  readonly unpackedBytes: number;
  readonly curvePoints: number;
  readonly problems: number;
  /** A log with so many problems is not read on: finding each costs more than a good line. */
  readonly problemsCounted: number;
  readonly lines: number;
  readonly evaluations: number;
  readonly metricsPerLine: number;
};

export const defaultLogLimits: LogLimits = {
  lineBytes: 1_000_000,
  unpackedBytes: 500_000_000,
  curvePoints: 400,
  problems: 50,
  problemsCounted: 10_000,
  lines: 20_000_000,
  evaluations: 10_000,
  metricsPerLine: 100,
};

const SHOWN_OF_LINE = 200;
const LFS_POINTER = "version https://git-lfs.github.com/spec/v1";
const BYTE_ORDER_MARK = "\uFEFF";

/** Everything that one pass over a log collects; its size is bounded by the limits. */
class Collector {
  readonly #limits: LogLimits;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #plain = new PlainLines();
  readonly #curve: ThinnedCurve;
  readonly #evaluations: EvaluationPoint[] = [];
  readonly #problems: LogProblem[] = [];
  #problemCount = 0;
  #overfull = false;
  #lines = 0;
  // Numbers, not objects: these change with every line of a log that has a million.
  #clock = Number.NEGATIVE_INFINITY;
  #clockLine = 0;
  #samples = Number.NEGATIVE_INFINITY;
  #samplesLine = 0;
  #gap = 0;
  #gapLine = 0;
  #secondStart: number | null = null;
  #seed: number | null = null;
  #startedAt: string | null = null;
  #endedAt: string | null = null;
  #last: LogEvent | null = null;

  constructor(limits: LogLimits) {
    this.#limits = limits;
    this.#curve = new ThinnedCurve(limits.curvePoints);
  }

  /** Takes a line; false means that reading on makes no sense. */
  takeLine(line: ByteLine): boolean {
    this.#lines = line.number;
    if (this.#problemCount >= this.#limits.problemsCounted) return false;
    if (line.number > this.#limits.lines) {
      this.broken(line.number, "too-many-lines", "");
      return false;
    }
    const plain = line.tooLong ? null : this.#plain.read(line);
    if (plain) {
      this.#takeEvent(plain, line.number);
      return true;
    }
    return this.#takeAnyLine(line);
  }

  #takeAnyLine(line: ByteLine): boolean {
    const text = this.#decoded(line);
    if (text === null) return !this.#isForeign(line);
    const trimmed = line.number === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    if (trimmed.trim() === "") return true;
    if (line.number === 1 && trimmed.startsWith(LFS_POINTER)) {
      this.broken(line.number, "lfs-pointer", trimmed);
      return false;
    }
    const parsed = parseLine(trimmed);
    if ("event" in parsed) this.#takeEvent(parsed.event, line.number);
    else if (parsed.reason === "not-json" && !line.terminated) {
      this.broken(line.number, "torn", trimmed);
    } else this.broken(line.number, parsed.reason, trimmed, parsed.field);
    return true;
  }

  /** Notes a line, or a file from that line on, that cannot be read. */
  broken(line: number, reason: BrokenReason, text: string, field?: string): void {
    const shown = text.slice(0, SHOWN_OF_LINE);
    this.#problem({
      kind: "broken-line",
      line,
      reason,
      ...(field === undefined ? {} : { field }),
      text: shown,
    });
  }

  get nextLine(): number {
    return this.#lines + 1;
  }

  summary(bytes: number): LogSummary {
    return {
      lines: this.#lines,
      bytes,
      seed: this.#seed,
      startedAt: this.#startedAt,
      endedAt: this.#endedAt,
      evaluations: this.#evaluations,
      curve: this.#curve.points(),
      longestGap: this.#gapLine === 0 ? null : { seconds: this.#gap, line: this.#gapLine },
      secondStart: this.#secondStart,
      last: this.#last && placeOf(this.#last),
      problems: this.#problems,
      problemCount: this.#problemCount,
    };
  }

  #problem(problem: LogProblem): void {
    this.#problemCount += 1;
    if (this.#problems.length < this.#limits.problems) this.#problems.push(problem);
  }

  /** True for a first line that shows a file in another encoding, where every line would fail. */
  #isForeign({ number, bytes }: ByteLine): boolean {
    const [first, second] = bytes;
    return (
      number === 1 && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    );
  }

  #decoded(line: ByteLine): string | null {
    const readable = () => new TextDecoder().decode(line.bytes.subarray(0, SHOWN_OF_LINE));
    if (line.tooLong) {
      this.broken(line.number, "too-long", readable());
      return null;
    }
    try {
      return this.#decoder.decode(line.bytes);
    } catch {
      // The last line can be cut within a character.
      const reason = line.terminated ? "not-utf8" : "torn";
      this.broken(line.number, this.#isForeign(line) ? "not-utf8-file" : reason, readable());
      return null;
    }
  }

  #takeEvent(event: LogEvent, line: number): void {
    this.#compareWithBefore(event, line);
    this.#curve.add(event);
    this.#seed ??= event.seed ?? null;
    if (event.time !== undefined) {
      this.#startedAt ??= event.time;
      this.#endedAt = event.time;
    }
    if (event.event === "start" && this.#last !== null) this.#secondStart ??= line;
    this.#takeMetrics(event, line);
    this.#last = event;
  }

  #compareWithBefore({ clock, samples }: LogEvent, line: number): void {
    if (clock < this.#clock) {
      const before = { before: this.#clock, beforeLine: this.#clockLine };
      this.#problem({ kind: "clock-backwards", line, clock, ...before });
    }
    const passed = clock - this.#clock;
    if (passed > this.#gap && this.#last !== null) {
      this.#gap = passed;
      this.#gapLine = line;
    }
    this.#clock = clock;
    this.#clockLine = line;
    if (samples === undefined) return;
    if (samples < this.#samples) {
      const before = { before: this.#samples, beforeLine: this.#samplesLine };
      this.#problem({ kind: "samples-backwards", line, samples, ...before });
    }
    this.#samples = samples;
    this.#samplesLine = line;
  }

  #takeMetrics(event: LogEvent, line: number): void {
    if (event.metrics === undefined) return;
    const known = Object.entries(event.metrics).filter(
      (pair): pair is [string, number] => pair[1] !== null,
    );
    if (known.length === 0) return;
    if (known.length > this.#limits.metricsPerLine) {
      this.broken(line, "too-many-metrics", "");
    } else if (this.#evaluations.length < this.#limits.evaluations) {
      const { clock, step, samples } = event;
      const metrics = Object.fromEntries(known);
      const counts = { step: step ?? null, samples: samples ?? null };
      this.#evaluations.push({ line, clock, ...counts, metrics });
    } else if (!this.#overfull) {
      this.#overfull = true;
      this.broken(line, "too-many-evaluations", "");
    }
  }
}

const placeOf = ({ event, clock, step, samples }: LogEvent): LogSummary["last"] => ({
  event,
  clock,
  step,
  samples,
});

/**
 * Reads a training log in one pass and in bounded memory, whatever its size. Takes gzip as well.
 * Never throws for what the bytes hold: that ends up in `problems`.
 */
export async function readLog(
  chunks: AsyncIterable<Uint8Array>,
  limits: Partial<LogLimits> = {},
): Promise<LogSummary> {
  const all = { ...defaultLogLimits, ...limits };
  const collector = new Collector(all);
  let bytes = 0;
  async function* counted() {
    for await (const chunk of unpacked(chunks, all.unpackedBytes)) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  try {
    for await (const lines of byteLines(counted(), all.lineBytes)) {
      if (!lines.every((line) => collector.takeLine(line))) break;
    }
  } catch (cause) {
    if (cause instanceof TooLargeUnpacked) {
      collector.broken(collector.nextLine, "too-large-unpacked", "");
    } else if (cause instanceof DamagedGzip) {
      collector.broken(collector.nextLine, "gzip-damaged", "");
    } else throw cause;
  }
  return collector.summary(bytes);
}

/**
 * The same for a log whose bytes are all there, and at once: of a short log, passing bytes on takes
 * longer than reading them. Null where it is packed or long, and has to be read in pieces.
 */
export function readShortLog(bytes: Uint8Array): LogSummary | null {
  const { lineBytes } = defaultLogLimits;
  if (isGzip(bytes) || bytes.length > lineBytes) return null;
  const collector = new Collector(defaultLogLimits);
  const cutter = new LineCutter(lineBytes);
  const takes = (line: ByteLine) => collector.takeLine(line);
  if (cutter.take(bytes).every(takes)) cutter.rest().every(takes);
  return collector.summary(bytes.length);
}
