import { describe, expect, test } from "vitest";
import { imported } from "./imported.ts";

const brief = async (text: string, options = {}) => {
  const { events, notes, problems } = await imported("sr-dit", text, options);
  expect(problems).toEqual([]);
  return {
    notes,
    rows: events.map(({ event, clock, step, loss, metrics }) => [
      event,
      clock,
      step,
      loss ?? metrics ?? null,
    ]),
    events,
  };
};

describe("DiT, SiT, fast-DiT", () => {
  const colours = (time: string, message: string) =>
    `[\u001b[34m2025-01-01 ${time}\u001b[0m] ${message}\n`;
  const text =
    colours("00:00:00", "Experiment directory created at results/000-DiT-XL-2") +
    colours("00:00:01", "DiT Parameters: 675,129,632") +
    colours("00:00:02", "Dataset contains 1,281,167 images (/data/train)") +
    colours("00:00:02", "Beginning epoch 0...") +
    colours("00:00:24", "(step=0000100) Train Loss: 0.2345, Train Steps/Sec: 4.55") +
    colours("00:00:44", "(step=0000200) Train Loss: 0.1945, Train Steps/Sec: 4.90") +
    colours("00:00:45", "Saved checkpoint to results/000/checkpoints/0000200.pt");

  test("rows in brackets; the clock begins with the last message before the first row", async () => {
    const { rows, notes, events } = await brief(text, { batch: 256 });
    expect(rows).toEqual([
      ["step", 0, 0, null],
      ["step", 22, 100, 0.2345],
      ["step", 42, 200, 0.1945],
    ]);
    expect(events[2]).toMatchObject({ samples: 51_200, extra: { train_steps_sec: 4.9 } });
    expect(notes).toEqual([
      "the clock is made of time stamps of one second: checkpoints, sampling and pauses are in it",
      "2: 3 × message that is no training row: left out; the first here",
      "7: 1 × progress bar or checkpoint message beside training rows: left out; the first here",
    ]);
  });

  test("without time stamps the rate makes the clock", async () => {
    const { rows, notes } = await brief(
      "(step=0000100) Train Loss: 0.2345, Train Steps/Sec: 4.00\n" +
        "(step=0000200) Train Loss: 0.1945, Train Steps/Sec: 5.00\n",
    );
    expect(rows).toEqual([
      ["step", 25, 100, 0.2345],
      ["step", 45, 200, 0.1945],
    ]);
    expect(notes).toEqual([
      "no line has a time stamp: the clock is made of steps and the steps per second that each row names",
    ]);
  });

  test.each([
    ["a comma, a rate, words between", "(step=0000100), Train LR: 0.000100 Train Loss: 0.2345"],
    ["a plain step", "step: 100 loss=0.2345 lr=1.0e-04"],
    ["memory with its unit", "(step=00000100) Train loss: 0.2345, lr: 1e-4, GPU Mem: 12.34GB"],
  ])("%s", async (_, row) => {
    const { events } = await brief(`${row}\n`);
    expect(events).toMatchObject([{ event: "step", step: 100, loss: 0.2345, lr: 0.0001 }]);
  });
});

describe("what loggers put before a message", () => {
  test.each([
    ["loguru", "2025-01-01 00:00:20.623 | INFO     | __main__:main:240 - "],
    ["logging", "2025-01-01 00:00:20,623 - INFO - "],
    ["accelerate", "01/01/2025 00:00:20 - INFO - __main__ - "],
    ["hydra", "[2025-01-01 00:00:20,623][__main__][INFO] - "],
    ["torchrun", "[rank0]: [2025-01-01 00:00:20] "],
    ["srun --label", "0: [2025-01-01 00:00:20] "],
    ["with a zone", "[2025-01-01T00:00:20+01:00] "],
    ["the file and line", "[2025-01-01 00:00:20 train.py:240] INFO "],
  ])("%s", async (_, prefix) => {
    const row = "Step: 1,000, Training Logs: loss_final: 0.900000, grad_norm: nan\n";
    const before = prefix.replace("00:00:20", "00:00:00");
    const { rows } = await brief(`${before}Training\n${prefix}${row}`);
    expect(rows).toEqual([
      ["step", 0, 0, null],
      ["step", 20, 1000, 0.9],
    ]);
  });
});

describe("REPA", () => {
  const bar = (step: number, time: string, rest: string) =>
    `\rSteps:  25%|██▌       | ${step}/400000 [${time}<15:24:00,  7.01it/s${rest}]`;

  test("a console without training rows: the progress bar is the log", async () => {
    const text =
      "[2025-01-01 00:00:00] Experiment directory created at exps\n" +
      `${bar(0, "00:00", "")}${bar(1, "00:05", "")}` +
      bar(1, "00:05", ", grad_norm=0.5, loss=0.91, proj_loss=-0.3") +
      bar(1, "00:05", ", grad_norm=0.5, loss=0.91, proj_loss=-0.3") +
      `${bar(2, "26:03:04", ", grad_norm=0.5, loss=0.9, proj_loss=-0.3")}\n`;
    const { rows, notes, events } = await brief(text);
    expect(rows).toEqual([
      ["step", 5, 1, 0.91],
      ["step", 93_784, 2, 0.9],
    ]);
    expect(events[0]?.extra).toEqual({ grad_norm: 0.5, proj_loss: -0.3 });
    expect(notes.slice(0, 2)).toEqual([
      "there is no training row: progress bars and messages of checkpoints are taken for them",
      "the clock is the progress bar's: checkpoints, sampling and pauses are in it",
    ]);
  });

  test("beside training rows the bar counts for nothing", async () => {
    const text =
      `${bar(1, "00:05", ", loss=0.91")}\n` +
      "[2025-01-01 00:00:00] Training\n" +
      `[2025-01-01 00:00:07] Step: 1, Training Logs: loss_final: 0.9\n${bar(2, "00:09", ", loss=0.8")}\n`;
    const { rows, notes } = await brief(text);
    expect(rows).toEqual([
      ["step", 0, 0, null],
      ["step", 7, 1, 0.9],
    ]);
    expect(notes).toContain(
      "4: 2 × progress bar or checkpoint message beside training rows: left out; the first here",
    );
  });

  test("log.txt alone: checkpoints say step and time, evaluations join them", async () => {
    const text =
      "[2025-01-01 00:00:30] SiT Parameters: 675,129,632\n" +
      "[2025-01-01 03:00:30] Saved checkpoint to exps/a/checkpoints/0050000.pt\n" +
      "[2025-01-01 06:00:30] Saved checkpoint to exps/a/checkpoints/0100000.pt\n";
    const { rows } = await brief(text, { evaluations: [{ step: 100_000, metrics: { fid: 9 } }] });
    expect(rows).toEqual([
      ["step", 0, 0, null],
      ["step", 10_800, 50_000, null],
      ["step", 21_600, 100_000, null],
      ["eval", 21_600, 100_000, { fid: 9 }],
    ]);
  });
});

describe("SR-DiT", () => {
  const row = (time: string, step: number, rest = "loss_final: 0.5") =>
    `[2025-10-26 ${time}] Step: ${step}, Training Logs: ${rest}\n`;

  test("an evaluation in the log is one, and so is a quality in a training row", async () => {
    const { rows } = await brief(
      `${row("00:00:10", 100)}[2025-10-26 00:00:40] Step: 100, Evaluation Logs: fid: 33.5, inception_score: 30.1\n${row("00:00:50", 101, "loss_final: 0.4, FID: 33.1")}`,
    );
    expect(rows).toEqual([
      ["step", 0, 100, 0.5],
      ["eval", 30, 100, { fid: 33.5, inception_score: 30.1 }],
      ["step", 40, 101, 0.4],
      ["eval", 40, 101, { fid: 33.1 }],
    ]);
  });

  test("loss_final is the loss; the others are kept beside", async () => {
    const { events } = await brief(row("00:00:10", 1, "loss_mean: 0.3, loss_final: 0.5, lr: 1e-4"));
    expect(events[0]).toMatchObject({ loss: 0.5, lr: 0.0001, extra: { loss_mean: 0.3 } });
  });

  test("the end of summer time is no hour back", async () => {
    const { rows, notes } = await brief(
      row("02:59:50", 100) + row("02:00:00", 101) + row("02:00:10", 102),
    );
    expect(rows.map(([, clock]) => clock)).toEqual([0, 10, 20]);
    expect(notes).toContain(
      "2: the time stamps go back by an hour: taken as the end of summer time, the clock goes on",
    );
  });

  test("begun again from nothing: two runs, each with its own beginning", async () => {
    const text =
      `[2025-10-26 00:00:00] Experiment directory created\n${row("00:00:10", 1)}${row("00:00:20", 2)}` +
      `[2025-10-26 01:00:00] Experiment directory created\n${row("01:00:07", 1, "loss: 0.7")}${row("01:00:20", 2)}`;
    const { rows, notes } = await brief(text);
    expect(rows).toEqual([
      ["step", 0, 0, null],
      ["step", 7, 1, 0.7],
      ["step", 20, 2, 0.5],
    ]);
    expect(notes[0]).toBe(
      "the file holds 2 runs (step and clock start again); this is run 2, the others are left out",
    );
  });

  test("eight ranks write each row", async () => {
    const one = Array.from({ length: 8 }, () => row("00:00:10", 1)).join("");
    const two = Array.from({ length: 8 }, () => row("00:00:11", 2)).join("");
    expect((await brief(one + two)).rows.map(([, , step]) => step)).toEqual([1, 2]);
  });

  test.each([
    ["Step: 2, Training Logs: loss_final: 0.5", 1],
    ["Step: 2, Training Logs: loss_fin", 1],
    ["Step: 2, Training Logs: loss_final: 0.500000, grad_norm: 1.25", 1],
    ["Step: 2, Training Logs: loss_final: 0.500000, grad_norm: 1.250000", 2],
  ])("a last line without an end: %s", async (last, count) => {
    const { rows, notes } = await brief(
      `${row("00:00:10", 1, "loss_final: 0.600000, grad_norm: 1.500000")}[2025-10-26 00:00:11] ${last}`,
    );
    expect(rows).toHaveLength(count);
    expect(notes.includes("2: the last line is cut off: left out")).toBe(count === 1);
  });
});
