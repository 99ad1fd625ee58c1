import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imported } from "./imported.ts";

const script = [
  "import os",
  "# reached val_loss 3.2746 in an earlier run",
  'print0(f"step:{step}/{train_steps} val_loss:{val_loss:.4f} train_time:{ms:.0f}ms")',
  "    step:1/10 val_loss:1.0000 train_time:1ms step_avg:1.00ms  # an example in a comment",
  "====================================================================",
  "| NVIDIA-SMI 550.54   Driver Version: 550.54   CUDA Version: 12.4 |",
].join("\n");

const warmUp = [
  "step:0/20 val_loss:10.8258 train_time:0ms step_avg:nanms",
  "step:1/20 train_loss:10.8258 train_time:31613ms step_avg:nanms",
  "step:10/20 train_loss:6.5285 train_time:33005ms step_avg:nanms",
  "step:11/20 train_loss:6.4584 train_time:114ms step_avg:nanms",
  "step:12/20 train_loss:6.3876 train_time:274ms step_avg:nanms",
  "step:20/20 val_loss:3.2751 train_time:2646ms step_avg:174.08ms",
  "",
].join("\n");

describe("modded-nanogpt", () => {
  test("rows before the timer starts again are warm-up; the published time stays", async () => {
    const { events, notes, end, problems } = await imported("nanogpt", `${script}\n${warmUp}`, {
      batch: 10,
      seed: 3,
    });
    expect(events.map(({ event, clock, step }) => [event, clock, step])).toEqual([
      ["eval", 0, 0],
      ["step", 0, 1],
      ["step", 0, 10],
      ["step", 0.114, 11],
      ["step", 0.274, 12],
      ["eval", 2.646, 20],
    ]);
    expect(events.at(-1)).toEqual({
      event: "eval",
      clock: 2.646,
      step: 20,
      samples: 200,
      metrics: { val_loss: 3.2751 },
      extra: { step_avg_seconds: 0.17408 },
    });
    expect(end).toEqual({ event: "end", clock: 2.646 });
    expect(notes).toEqual([
      "10: the timer is started again (33.005 s → 0.114 s): the rows before it were warm-up and count as clock 0",
      "6 × line that is no row (source code, tables, messages): left out; the first here".replace(
        /^/,
        "1: ",
      ),
    ]);
    expect(problems).toEqual([]);
  });

  test("source code that prints such lines is no row", async () => {
    await expect(imported("nanogpt", script)).rejects.toThrow("There is no row in it.");
  });

  test("rows with a prefix, with blanks after the colons, with other metrics", async () => {
    const { events } = await imported(
      "nanogpt",
      "1765432100.25 step:4988/20000 train_loss: 2.9 train_time: 409.8s\n4989/20000 val_loss: 2.8165 val_bpb: 1.0903 train_time: 410.1s\n",
    );
    expect(events).toMatchObject([
      { event: "step", clock: 409.8, step: 4988, loss: 2.9 },
      { event: "eval", clock: 410.1, step: 4989, metrics: { val_loss: 2.8165, val_bpb: 1.0903 } },
    ]);
  });

  test("train rows without a loss keep their clock", async () => {
    const { events } = await imported("nanogpt", "step:1/1600 train_time:90ms step_avg:90.05ms\n");
    expect(events).toEqual([
      { event: "step", clock: 0.09, step: 1, extra: { step_avg_seconds: 0.09005 } },
    ]);
  });

  test("the same rows of eight ranks count once", async () => {
    const ranks = (step: number, ms: number) =>
      Array.from(
        { length: 8 },
        (_, rank) =>
          `step:${step}/9 train_loss:3.${step} train_time:${ms - rank}ms step_avg:1.00ms\n`,
      ).join("");
    const { events, notes } = await imported(
      "nanogpt",
      ranks(60, 6000) + ranks(61, 6100) + ranks(62, 6200),
    );
    expect(events.map(({ clock }) => clock)).toEqual([6, 6.1, 6.2]);
    expect(notes).toEqual([
      "2: 21 × row that repeats a step, as other processes write it: dropped; the first here",
    ]);
  });

  test("two runs in one file: the last, or the one that is asked for", async () => {
    const runOf = (loss: number) =>
      `step:0/60 val_loss:9.9 train_time:0ms step_avg:nanms\nstep:60/60 val_loss:${loss} train_time:500ms step_avg:1.00ms\n`;
    const text = runOf(3.5) + runOf(3.25);
    const last = await imported("nanogpt", text);
    expect(last.events.at(-1)?.metrics).toEqual({ val_loss: 3.25 });
    expect(last.notes[0]).toBe(
      "the file holds 2 runs (step and clock start again); this is run 2, the others are left out",
    );
    expect((await imported("nanogpt", text, { run: 1 })).events.at(-1)?.metrics).toEqual({
      val_loss: 3.5,
    });
    await expect(imported("nanogpt", text, { run: 3 })).rejects.toThrow(
      "The file holds 2 runs; there is no run 3.",
    );
  });

  test("a crash and a restart: the clock goes on, the steps done again count again", async () => {
    const text =
      "step:100/900 train_loss:4 train_time:10000ms step_avg:100.00ms\n" +
      "step:200/900 train_loss:3 train_time:20000ms step_avg:100.00ms\n" +
      "step:101/900 train_loss:4 train_time:500ms step_avg:100.00ms\n" +
      "step:200/900 train_loss:3 train_time:10500ms step_avg:100.00ms\n";
    const { events, notes, problems } = await imported("nanogpt", text, { batch: 1 });
    expect(events.map(({ clock, samples }) => [clock, samples])).toEqual([
      [10, 100],
      [20, 200],
      [20.5, 201],
      [30.5, 300],
    ]);
    expect(notes[0]).toBe(
      "3: the clock starts again (20 s → 0.5 s) at step 101: taken as a restart, the clock goes on from 20 s",
    );
    expect(problems).toEqual([]);
  });

  test("a torn last line is left out and told", async () => {
    const { events, notes } = await imported("nanogpt", `${warmUp}step:21/20 train_lo`);
    expect(events).toHaveLength(6);
    expect(notes).toContain("7: the last line is cut off: left out");
  });

  test("byte-order marks, CRLF, progress bars and colours are no hindrance", async () => {
    const plain = await imported("nanogpt", warmUp);
    const messy = `\uFEFF${warmUp.replaceAll("\n", "\r\n")}`;
    expect((await imported("nanogpt", messy)).events).toEqual(plain.events);
    const bars = warmUp.replaceAll("\n", "\r 10%|#         |\r 20%|##        |\r\n");
    expect((await imported("nanogpt", bars)).events).toEqual(plain.events);
    expect(
      (await imported("nanogpt", warmUp.replaceAll("step:", "\u001b[34mstep:"))).events,
    ).toEqual(plain.events);
    expect((await imported("nanogpt", Buffer.from(messy, "utf16le"))).events).toEqual(plain.events);
  });
});

describe("llm.c", () => {
  const text =
    "s:0 tel:11.0092\ns:0 trl:11.0091 lr:0.000001 norm:15.37\ns:1 trl:nan lr:0.000002 norm:inf\ns:2 tel:3.2722\n";

  test("has no clock: that is told, and can be given", async () => {
    const { events, notes } = await imported("nanogpt", text);
    expect(events).toEqual([
      { event: "eval", clock: 0, step: 0, metrics: { val_loss: 11.0092 } },
      { event: "step", clock: 0, step: 0, loss: 11.0091, lr: 0.000001, extra: { norm: 15.37 } },
      { event: "step", clock: 0, step: 1, loss: null, lr: 0.000002, extra: { norm: null } },
      { event: "eval", clock: 0, step: 2, metrics: { val_loss: 3.2722 } },
    ]);
    expect(notes).toContain(
      "the log has no clock: every event stands at 0 s; --step-seconds gives it one",
    );
    expect(notes).toContain("3: 2 × NaN or infinite number: written as null; the first here");
    const given = await imported("nanogpt", text, { stepSeconds: 0.25 });
    expect(given.events.at(-1)?.clock).toBe(0.5);
  });
});

test("whatever stands in a log, the canonical one is in order", async () => {
  const row = fc.record({
    step: fc.nat(40),
    ms: fc.nat(100_000),
    kind: fc.constantFrom("val_loss", "train_loss"),
    junk: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
      const text = rows
        .map(
          ({ step, ms, kind, junk }) =>
            `${junk ? "noise\n" : ""}step:${step}/40 ${kind}:3.1 train_time:${ms}ms step_avg:1.00ms\n`,
        )
        .join("");
      expect((await imported("nanogpt", text, { batch: 8 })).problems).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
