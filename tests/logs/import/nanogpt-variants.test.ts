import { describe, expect, test } from "vitest";
import { imported } from "./imported.ts";

const one = async (text: string, options = {}) => {
  const { events, notes, problems } = await imported("nanogpt", text, options);
  expect(problems).toEqual([]);
  return { events, notes };
};

describe("rows of every generation", () => {
  test.each([
    [
      "seconds, five digits, memory",
      "step:125/3500 val_loss:4.50000 train_time:12.345s step_avg:98.76ms mem_alloc:1.234GiB",
      {
        event: "eval",
        clock: 12.345,
        step: 125,
        metrics: { val_loss: 4.5 },
        extra: { step_avg_seconds: 0.09876, mem_alloc_gib: 1.234 },
      },
    ],
    [
      "names of two words",
      "step:125/1750 main loss: 4.1234 hard loss: 3.1234 train_time:12345ms step_avg:98.76ms",
      { event: "step", clock: 12.345, extra: { main_loss: 4.1234, hard_loss: 3.1234 } },
    ],
    [
      "val loss of two words",
      "step:125/1750 val loss: 4.1234 train_time:12345ms",
      { event: "eval", clock: 12.345, metrics: { val_loss: 4.1234 } },
    ],
    [
      "train_loss after step 1",
      "step:1/1750 train_loss:10.8258 train_time:90ms step_avg:90.05ms",
      { event: "step", clock: 0.09, step: 1, loss: 10.8258 },
    ],
    [
      "two metrics, no clock",
      "4989/20000 val_loss: 2.8165 val_bpb: 1.0903",
      { event: "eval", clock: 0, step: 4989, metrics: { val_loss: 2.8165, val_bpb: 1.0903 } },
    ],
    [
      "minutes and a rate",
      "4988/20000 train_loss: 2.9000 train_time: 6.8m tok/s: 8123456",
      { event: "step", clock: 408, loss: 2.9, extra: { tok_s: 8_123_456 } },
    ],
    [
      "the accuracy that llm.c prints",
      "s:250 eval:0.2812",
      { event: "eval", step: 250, metrics: { hellaswag: 0.2812 } },
    ],
    [
      "a time stamp before it, no clock in it",
      "[2025-01-01 00:00:10] step:10/10 val_loss:3.3",
      { event: "eval", clock: 0, step: 10, metrics: { val_loss: 3.3 } },
    ],
    [
      "words behind it",
      "step:61/100 train_time:6103ms step_avg:100.05ms (compiling)",
      { event: "step", clock: 6.103, step: 61 },
    ],
    [
      "the rank before it",
      "[rank3]: step:61/100 train_time:6103ms step_avg:100.05ms",
      { event: "step", clock: 6.103, step: 61 },
    ],
  ])("%s", async (_, text, event) => {
    expect((await one(`${text}\n`)).events).toMatchObject([event]);
  });

  test.each([
    "warmup_step:1/20",
    "peak memory allocated: 31571 MiB reserved: 32712 MiB",
    "stopping_early: wallclock_cap train_time:600107ms step:13780/20000",
    "|   0  NVIDIA H100 80GB HBM3          On  |   00000000:19:00.0 Off |                    0 |",
    "| N/A   36C    P0            121W /  700W |       7MiB /  81559MiB |      0%      Default |",
    "Running Python 3.12.7 (main, Oct 1 2024, 08:52:12) [GCC 12.2.0]",
    "    step:1/10 val_loss:1.0000 train_time:1ms step_avg:1.00ms",
    '        print0(f"step:{step}/{train_steps} val_loss:{val_loss:.4f} train_time:{ms:.0f}ms")',
    "# this run reached val_loss:3.2746",
    "reached val_loss: 3.2746 in an earlier version",
  ])("no row: %s", async (text) => {
    const { events, notes } = await one(`${text}\nstep:1/10 val_loss:9.5 train_time:0ms\n`);
    expect(events).toHaveLength(1);
    expect(notes).toEqual([
      "1: 1 × line that is no row (source code, tables, messages): left out; the first here",
    ]);
  });
});

describe("evaluations behind the training", () => {
  test("carry the name of their stage, so that nobody takes them for the run's", async () => {
    const { events, notes } = await one(
      "step:13780/20000 val_loss:2.0606 val_bpb:1.2172 train_time:600107ms step_avg:43.55ms\n" +
        "final_int8_zlib_roundtrip val_loss:2.0727 val_bpb:1.2244 eval_time:1400ms\n" +
        "ttt_sliding:done val_loss=1.889768 val_bpb=1.119230 elapsed=409.8s\n",
    );
    expect(events.slice(1)).toEqual([
      {
        event: "eval",
        clock: 600.107,
        metrics: {
          final_int8_zlib_roundtrip_val_loss: 2.0727,
          final_int8_zlib_roundtrip_val_bpb: 1.2244,
        },
        extra: { eval_time_seconds: 1.4 },
      },
      {
        event: "eval",
        clock: 600.107,
        metrics: { ttt_sliding_done_val_loss: 1.889768, ttt_sliding_done_val_bpb: 1.11923 },
        extra: { elapsed_seconds: 409.8 },
      },
    ]);
    expect(notes[0]).toBe(
      '2: an evaluation of "final_int8_zlib_roundtrip", without a step: it stands at the clock of the row above, its metrics carry that name',
    );
  });
});

describe("a last line without an end", () => {
  const before = "step:0/5100 val_loss:10.9523 train_time:0ms step_avg:nanms\n";
  test.each([
    ["step:125/5100 val_loss:4.9", true],
    ["step:125/5100 val_loss:4.9523", true],
    ["step:125/5100 val_loss:4.9523 train_time:1612", true],
    ["step:125/5100 val_loss:4.9523 train_time:16121ms step_avg:140.1", true],
    ["step:125/5100 val_loss:4.9523 train_time:16121ms step_avg:140.18m", true],
    ["step:125/5100 val_loss:4.9523 train_time:16121ms step_avg:140.18ms", false],
  ])("%s is cut off: %j", async (last, torn) => {
    const { events, notes } = await one(before + last);
    expect(events).toHaveLength(torn ? 1 : 2);
    expect(notes.includes("2: the last line is cut off: left out")).toBe(torn);
  });

  test.each([
    ["s:250 tel:5.01", true],
    ["s:250 tel:5.0123", false],
  ])("%s is cut off: %j", async (last, torn) => {
    const { events } = await one(`s:0 tel:11.0002\n${last}`);
    expect(events).toHaveLength(torn ? 1 : 2);
  });
});

describe("clocks", () => {
  test("one that is hardly back is unsteady, not started again", async () => {
    const { events, notes } = await one(
      "step:100/900 train_loss:4 train_time:10000ms\nstep:101/900 train_loss:4 train_time:9990ms\nstep:102/900 train_loss:4 train_time:10200ms\n",
    );
    expect(events.map(({ clock }) => clock)).toEqual([10, 10, 10.2]);
    expect(notes).toEqual([
      "2: 1 × row whose clock lies before the one of the row above: kept at that; the first here",
    ]);
  });

  test("without a unit: milliseconds, and that is told; elapsed means seconds", async () => {
    const bare = await one("step:100/900 train_loss:4 train_time:10000\n");
    expect(bare.events).toMatchObject([{ clock: 10 }]);
    expect(bare.notes).toEqual([
      "1: 1 × train_time without a unit: taken as milliseconds; the first here",
    ]);
    expect((await one("step:100/900 train_loss:4 elapsed:10.5\n")).events).toMatchObject([
      { clock: 10.5 },
    ]);
  });

  test("many restarts are told once too often, not a thousand times", async () => {
    const text = Array.from(
      { length: 300 },
      (_, index) =>
        `step:${index + 100}/900 train_loss:4 train_time:${index % 2 === 0 ? 9000 : 10}ms\n`,
    ).join("");
    const { notes } = await one(text);
    expect(notes).toHaveLength(21);
    expect(notes.at(-1)).toMatch(/the clock starts again 130 times more after this$/);
  });
});

describe("what processes write again", () => {
  test("an evaluation with other values is no echo: it stays, and that is told", async () => {
    const { events, notes } = await one(
      "step:60/90 val_loss:3.5 train_time:6000ms\nstep:60/90 val_loss:3.4 train_time:6001ms\nstep:60/90 val_loss:3.4 train_time:6002ms\n",
    );
    expect(events.map(({ metrics }) => metrics?.val_loss)).toEqual([3.5, 3.4]);
    expect(notes).toEqual([
      "2: 1 × evaluation point that repeats a step with other values: kept; the first here",
      "3: 1 × row that repeats a step, as other processes write it: dropped; the first here",
    ]);
  });

  test("ranks that are a little later are echoes as well", async () => {
    const { events } = await one(
      "step:60/90 train_loss:3.5 train_time:6000ms\nstep:60/90 train_loss:3.6 train_time:6003ms\nstep:61/90 train_loss:3.4 train_time:6100ms\n",
    );
    expect(events.map(({ step, loss }) => [step, loss])).toEqual([
      [60, 3.5],
      [61, 3.4],
    ]);
  });
});

test.each([
  [
    "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 1\n",
    "This is a pointer of Git LFS, not the log itself. Run `git lfs pull` where it comes from and import the file again.",
  ],
  [
    "<!DOCTYPE html>\n<html>",
    "This is a web page, not a log. Download the raw file (on GitHub: the button Raw).",
  ],
  [
    "\u0018\0\0\0\0\0\0\0\u00a3\u007f\u004b\u0022\u001a\rbrain.Event:2",
    'This is an event file of TensorBoard. Export its scalars as CSV: in TensorBoard, tab Scalars, tick "Show data download links".',
  ],
  ["PK\u0003\u0004…", "This is a zip archive. Unpack it and import the log that is in it."],
])("%j is no log: it is said what it is", async (text, message) => {
  await expect(imported("nanogpt", text)).rejects.toThrow(message);
});
