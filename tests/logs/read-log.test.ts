import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../src/logs/event.ts";
import { type LogLimits, readLog, readShortLog } from "../../src/logs/read-log.ts";
import { logEventSchema } from "../../src/schemas/log-event.ts";

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const encoded = (text: string) => new TextEncoder().encode(text);
const read = (data: string | Uint8Array, limits: Partial<LogLimits> = {}, size = 1 << 16) =>
  readLog(inChunks(typeof data === "string" ? encoded(data) : data, size), limits);

const log = [
  '{"event":"start","clock":0,"seed":7,"time":"2026-01-31T12:00:00Z"}',
  '{"event":"step","clock":1.5,"step":1,"samples":128,"loss":0.5,"mood":"calm"}',
  '{"event":"pause","clock":1.5}',
  '{"event":"eval","clock":1.5,"step":1,"samples":128,"metrics":{"fid_50k":40.5,"kdd":null}}',
  '{"event":"end","clock":1.5,"time":"2026-01-31T12:01:00Z"}',
  "",
].join("\n");

describe("an honest log", () => {
  test("is read in one pass", async () => {
    expect(await read(log)).toEqual({
      lines: 5,
      bytes: log.length,
      seed: 7,
      startedAt: "2026-01-31T12:00:00Z",
      endedAt: "2026-01-31T12:01:00Z",
      evaluations: [{ line: 4, clock: 1.5, step: 1, samples: 128, metrics: { fid_50k: 40.5 } }],
      longestGap: { seconds: 1.5, line: 2 },
      secondStart: null,
      curve: [{ clock: 1.5, step: 1, samples: 128, loss: 0.5 }],
      last: { event: "end", clock: 1.5, step: undefined, samples: undefined },
      problems: [],
      problemCount: 0,
    });
  });

  test("reads the same gzipped, with CRLF, with a byte order mark", async () => {
    const plain = await read(log);
    expect(await read(gzipSync(log))).toEqual(plain);
    const { bytes: _, ...rest } = await read(`\uFEFF${log.replaceAll("\n", "\r\n")}`);
    expect(rest).toEqual({ ...plain, bytes: undefined, ...rest });
    expect(rest.evaluations).toEqual(plain.evaluations);
  });

  test("reads the same however it is cut into chunks", async () => {
    const plain = await read(log);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 80 }), fc.boolean(), async (size, gzip) => {
        expect(await read(gzip ? gzipSync(log) : log, {}, size)).toEqual(plain);
      }),
    );
  });
});

describe("a broken line is told with its number and its kind", () => {
  test.each([
    ["not-json", "no event\n"],
    ["not-an-object", "[1]\n"],
    ["not-a-number", '{"event":"step","clock":1,"loss":NaN}\n'],
    ["not-a-number", '{"event":"step","clock":1,"loss":-Infinity}\n'],
    ["torn", '{"event":"step","clo'],
    ["too-long", `{"event":"step","clock":1,"note":"${"x".repeat(3000)}"}\n`],
    ["lfs-pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n"],
  ])("%s", async (reason, text) => {
    const { problems } = await read(text, { lineBytes: 2000 });
    expect(problems).toMatchObject([{ kind: "broken-line", line: 1, reason }]);
  });

  test.each([
    ["event", '{"event":"stop","clock":1}'],
    ["clock", '{"event":"step","clock":"1 s"}'],
    ["clock", '{"event":"step","clock":-1}'],
    ["samples", '{"event":"step","clock":1,"samples":1.5}'],
    ["metrics", '{"event":"eval","clock":1,"metrics":{"FID":1}}'],
    ["time", '{"event":"step","clock":1,"time":"yesterday"}'],
  ])("bad-field %s", async (field, line) => {
    expect((await read(`${line}\n`)).problems).toMatchObject([{ reason: "bad-field", field }]);
  });

  test("bytes that are no UTF-8, and whole files in UTF-16", async () => {
    const bytes = Uint8Array.from([...encoded('{"a":"'), 0xff, ...encoded('"}\n')]);
    expect((await read(bytes)).problems).toMatchObject([{ reason: "not-utf8" }]);
    const utf16 = Uint8Array.from(Buffer.from(`\uFEFF${log}`, "utf16le"));
    expect((await read(utf16)).problems).toMatchObject([{ reason: "not-utf8-file", line: 1 }]);
  });

  test("a gzip stream that is cut off", async () => {
    const whole = gzipSync(log);
    const { problems } = await read(whole.subarray(0, whole.length - 9));
    expect(problems).toMatchObject([{ reason: "gzip-damaged" }]);
  });
});

describe("order", () => {
  test("a clock that goes back is told with both lines", async () => {
    const text = '{"event":"step","clock":5}\n{"event":"step","clock":4}\n';
    expect((await read(text)).problems).toEqual([
      { kind: "clock-backwards", line: 2, clock: 4, before: 5, beforeLine: 1 },
    ]);
  });

  test("a clock that never goes back is never complained about", async () => {
    const clocks = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(clocks, async (values) => {
        const lines = values
          .toSorted((a, b) => a - b)
          .map((clock) => `{"event":"step","clock":${clock}}\n`);
        expect((await read(lines.join(""))).problems).toEqual([]);
      }),
    );
  });
});

describe("a hostile log costs no more than an honest one", () => {
  test("a gzip bomb stops at the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    const { problems, bytes } = await read(bomb, { unpackedBytes: 1_000_000 });
    expect(problems.at(-1)).toMatchObject({ reason: "too-large-unpacked" });
    expect(bytes).toBeLessThanOrEqual(1_000_000);
  });

  test("problems, evaluations and the curve are bounded", async () => {
    const step = (clock: number) =>
      `{"event":"eval","clock":${clock},"loss":1,"metrics":{"a":1}}\n`;
    const text = Array.from({ length: 3000 }, (_, at) => step(at)).join("") + "bad\n".repeat(3000);
    const summary = await read(text, { evaluations: 100, curvePoints: 50, problems: 10 });
    expect(summary.evaluations).toHaveLength(100);
    expect(summary.curve.length).toBeLessThanOrEqual(50);
    expect(summary.problems).toHaveLength(10);
    expect(summary.problemCount).toBe(3001);
    expect(summary.curve.at(-1)?.clock).toBe(2999);
  });

  test("nothing in the bytes makes it throw", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, size) => {
          const summary = await read(bytes, { lineBytes: 40 }, size);
          expect(summary.problemCount).toBeGreaterThanOrEqual(summary.problems.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test("the fast reading of an event says the same as its schema", () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.double(),
    fc.integer(),
    fc.string({ maxLength: 3 }),
    fc.constant("step"),
    fc.constant("2026-01-31T12:00:00Z"),
    fc.dictionary(
      fc.constantFrom("a", "fid_50k", "X", "_"),
      fc.oneof(fc.double(), fc.constant(null), fc.string({ maxLength: 2 })),
    ),
  );
  const event = fc.dictionary(
    fc.constantFrom(
      "event",
      "clock",
      "step",
      "samples",
      "loss",
      "lr",
      "metrics",
      "seed",
      "time",
      "note",
      "other",
    ),
    value,
  );
  const likely = fc
    .tuple(
      event,
      fc.constantFrom("step", "eval", "stop"),
      fc.double({ min: -1, max: 9, noNaN: true }),
    )
    .map(([rest, kind, clock]) => ({ ...rest, event: kind, clock }));
  fc.assert(
    fc.property(likely, (candidate) => {
      expect(faultOf(candidate) === null).toBe(logEventSchema.safeParse(candidate).success);
    }),
    { numRuns: 2000 },
  );
});

describe("a short log, read at once,", () => {
  const line = fc.oneof(
    fc.constantFrom(
      ...log.split("\n"),
      "{",
      "\uFEFF{}",
      "version https://git-lfs.github.com/spec/v1",
    ),
    fc.string(),
  );

  test("gives the summary of the log that is read in pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 30 }),
        fc.constantFrom("", "\n", "\r\n", "\n{"),
        async (lines, end) => {
          const bytes = encoded(lines.join("\n") + end);
          expect(readShortLog(bytes)).toEqual(await read(bytes));
        },
      ),
    );
  });

  test("says the same of bytes that are no text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        const short = readShortLog(bytes);
        if (short !== null) expect(short).toEqual(await read(bytes));
      }),
    );
  });

  test("is left to the other way where it is packed", () => {
    expect(readShortLog(gzipSync(log))).toBeNull();
  });
});
