/** The bytes grew beyond what a log may unpack to. */
export class TooLargeUnpacked extends Error {}

/** The gzip stream is cut off, damaged, or has something after its end. */
export class DamagedGzip extends Error {}

export const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

/** Passes chunks on until `limit` bytes, then throws: a gzip bomb costs no more than the limit. */
async function* capped(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limit) throw new TooLargeUnpacked();
    yield chunk;
  }
}

/** Joins chunks until at least two bytes are there, or the input ends. */
async function firstBytes(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head = new Uint8Array();
  while (head.length < 2) {
    const next = await source.next();
    if (next.done) break;
    const joined = new Uint8Array(head.length + next.value.length);
    joined.set(head);
    joined.set(next.value, head.length);
    head = joined;
  }
  return head;
}

/** A ReadableStream over chunks; `ReadableStream.from` is missing in some browsers. */
function streamOf(
  head: Uint8Array,
  source: AsyncIterator<Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(head)),
    async pull(controller) {
      const next = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
    async cancel() {
      await source.return?.();
    },
  });
}

async function* gunzipped(
  head: Uint8Array,
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = streamOf(head, source).pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (;;) {
      const next = await reader.read().catch((cause: unknown) => {
        throw new DamagedGzip("the gzip data cannot be unpacked", { cause });
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Ends the source as well; a stream that already failed has nothing left to cancel.
    await reader.cancel().catch(() => undefined);
  }
}

async function* plain(head: Uint8Array, source: AsyncIterator<Uint8Array>) {
  try {
    if (head.length > 0) yield head;
    for (;;) {
      const next = await source.next();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await source.return?.();
  }
}

/** The bytes of a log, unpacked where its first two bytes say gzip, and never more than `limit`. */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  const head = await firstBytes(source);
  yield* capped(isGzip(head) ? gunzipped(head, source) : plain(head, source), limit);
}
