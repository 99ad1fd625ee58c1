import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readLog } from "../../src/logs/read-log.ts";

const MEGABYTE = 1_000_000;

/** The same chunk again and again; notes the most memory that buffers took meanwhile. */
class Endless {
  most = 0;
  given = 0;
  readonly #chunk = new Uint8Array(MEGABYTE).fill(0x78);
  readonly #before = process.memoryUsage().arrayBuffers;

  async *chunks(count: number, head: Uint8Array = new Uint8Array()): AsyncGenerator<Uint8Array> {
    yield head;
    for (; this.given < count; this.given++) {
      this.most = Math.max(this.most, process.memoryUsage().arrayBuffers - this.#before);
      yield this.#chunk;
    }
  }
}

test("a line of a gigabyte takes no more memory than a line may", async () => {
  const endless = new Endless();
  const head = new TextEncoder().encode('{"event":"start","clock":0}\n');
  const log = await readLog(endless.chunks(1000, head), { unpackedBytes: 2000 * MEGABYTE });
  expect(log.problems).toMatchObject([{ line: 2, reason: "too-long" }]);
  expect(log.lines).toBe(2);
  expect(endless.most).toBeLessThan(20 * MEGABYTE);
});

test("a log without an end is left at the limit", async () => {
  const endless = new Endless();
  const log = await readLog(endless.chunks(Number.POSITIVE_INFINITY));
  expect(log.problems.at(-1)).toMatchObject({ reason: "too-large-unpacked" });
  expect(endless.given).toBeLessThan(502);
});

test.each([
  ["one line", Buffer.alloc(64 * MEGABYTE, 0x78)],
  ["line feeds", Buffer.alloc(64 * MEGABYTE, 0x0a)],
  ["brackets", Buffer.alloc(64 * MEGABYTE, 0x5b)],
])("a gzip bomb of %s is left at the limit", async (_, plain) => {
  const bomb = gzipSync(plain);
  expect(bomb.length).toBeLessThan(MEGABYTE);
  async function* chunks() {
    yield bomb;
  }
  const log = await readLog(chunks(), { unpackedBytes: 10 * MEGABYTE });
  expect(log.problems.at(-1)).toMatchObject({ reason: "too-large-unpacked" });
  expect(log.bytes).toBeLessThanOrEqual(10 * MEGABYTE);
});
