import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalBatches, dialects, Report, rowsOfLog } from "../../../src/logs/import/index.ts";
import { KeptRows } from "../../../src/logs/import/kept-rows.ts";
import type { Row } from "../../../src/logs/import/row.ts";
import type { LogEvent } from "../../../src/schemas/log-event.ts";

const maybe = (value: fc.Arbitrary<number>) => fc.option(value, { nil: null });
const numbers = fc.dictionary(fc.constantFrom("a", "b", "c"), maybe(fc.double()), {
  noNullPrototype: true,
});
const row = fc.record(
  {
    line: fc.nat(),
    kind: fc.constantFrom("step" as const, "eval" as const),
    clock: maybe(fc.double()),
    step: maybe(fc.nat()),
    samples: maybe(fc.nat()),
    loss: maybe(fc.double()),
    lr: maybe(fc.double()),
    moment: maybe(fc.double()),
    metrics: numbers,
    extra: numbers,
  },
  { requiredKeys: ["line", "kind", "clock", "step", "samples"] },
);

const all = (kept: KeptRows): Row[] => [...kept.batches(7)].flat();

describe("rows that are kept", () => {
  test("come back as they were", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 50 }), (rows) => {
        const kept = new KeptRows();
        for (const one of rows) kept.add(one);
        expect(kept.isFull).toBe(false);
        expect(all(kept)).toEqual(rows);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("over many blocks", () => {
    const kept = new KeptRows();
    const made = (line: number): Row => ({
      line,
      kind: "step",
      clock: line / 7,
      step: line,
      samples: null,
    });
    for (let line = 1; line <= 100_000; line++) kept.add(made(line));
    expect(all(kept).at(-1)).toEqual(made(100_000));
    kept.clear();
    kept.add(made(3));
    expect(all(kept)).toEqual([made(3)]);
  });

  test("too many rows, or rows of too many kinds, are not kept at all", () => {
    const few = new KeptRows(10);
    for (let line = 1; line <= 5; line++)
      few.add({ line, kind: "step", clock: 1, step: 2, samples: null });
    expect(few.isFull).toBe(true);
    const many = new KeptRows();
    for (let line = 1; line <= 3_000; line++) {
      many.add({
        line,
        kind: "step",
        clock: 1,
        step: 2,
        samples: null,
        extra: { [`x${line}`]: 1 },
      });
    }
    expect(many.isFull).toBe(true);
  });
});

describe("a log whose rows do not fit is read a second time", () => {
  const bar = "Steps:  25%|# | 1/400 [00:05<01:00, 7.01it/s, loss=0.9]\n";
  test.each([
    [
      "nanogpt",
      "step:1/9 train_loss:3 train_time:5ms\nstep:1/9 train_loss:3 train_time:6ms\nstep:2/9 val_loss:nan train_time:9ms\nnoise\n",
    ],
    [
      "sr-dit",
      `${bar}[2025-01-01 00:00:00] x\n[2025-01-01 00:00:07] Step: 1, Training Logs: loss: 0.9\n${bar}`,
    ],
    ["sr-dit", `[2025-01-01 00:00:00] x\n${bar}${bar.replace("1/400", "2/400")}`],
    ["lightning", "step,train_loss,val_fid\n1,0.5,\n1,0.5,\n2,,33\n"],
  ])("%s %j", async (id, text) => {
    const dialect = dialects.find((one) => one.id === id);
    if (!dialect) throw new Error(`no dialect ${id}`);
    let readings = 0;
    const source = async function* () {
      readings += 1;
      yield new TextEncoder().encode(text);
    };
    const read = async (kept: KeptRows) => {
      const report = new Report();
      const events: LogEvent[] = [];
      const rows = rowsOfLog(dialect, source, {});
      for await (const some of canonicalBatches("it", rows, dialect, {}, report, kept))
        events.push(...some);
      return { events, notes: report.all() };
    };
    const once = await read(new KeptRows());
    expect(readings).toBe(1);
    expect(once.events.length).toBeGreaterThan(3);
    expect(await read(new KeptRows(1))).toEqual(once);
    expect(readings).toBe(3);
  });
});
