import { describe, expect, test } from "vitest";
import { imported } from "./imported.ts";

describe("SR-DiT, REG, REPA", () => {
  const stamp = (time: string, message: string) =>
    `[\u001b[34m2025-12-01 ${time}\u001b[0m] ${message}\n`;
  const text =
    stamp("12:00:00", "Experiment directory created at exps/sr-dit") +
    stamp("12:00:05", "SiT Parameters: 140,123,456") +
    "INFO: something of another library\n" +
    stamp("12:00:10", "Training for 3 epochs...") +
    stamp(
      "12:00:12",
      "Step: 1, Training Logs: loss_final: 0.900000, loss_mean: 0.8, grad_norm: 1.5",
    ) +
    stamp("12:00:14", "Step: 2, Training Logs: loss_final: nan, loss_mean: 0.7, grad_norm: 1.25") +
    stamp("12:00:20", "Saved checkpoint to exps/sr-dit/checkpoints/0000002.pt") +
    stamp("12:05:00", "Experiment directory created at exps/sr-dit") +
    stamp(
      "12:05:10",
      "Step: 2, Training Logs: loss_final: 0.700000, loss_mean: 0.7, grad_norm: 1.25",
    ) +
    stamp(
      "12:05:12",
      "Step: 3, Training Logs: loss_final: 0.600000, loss_mean: 0.6, grad_norm: 1.0",
    ) +
    stamp("12:05:13", "Done!");

  test("the clock is made of time stamps, from the last message before the first step", async () => {
    const { events, notes, problems } = await imported("sr-dit", text, {
      batch: 256,
      evaluations: [
        { step: 3, metrics: { fid: 3.5 } },
        { step: 9, metrics: { fid: 1 } },
      ],
    });
    expect(
      events.map(({ event, clock, step, samples, loss }) => [event, clock, step, samples, loss]),
    ).toEqual([
      ["step", 0, 0, 0, undefined],
      ["step", 2, 1, 256, 0.9],
      ["step", 4, 2, 512, null],
      ["step", 300, 2, 512, 0.7],
      ["step", 302, 3, 768, 0.6],
      ["eval", 302, 3, 768, undefined],
    ]);
    expect(events.at(-1)?.metrics).toEqual({ fid: 3.5 });
    expect(notes).toContain(
      "8: launched again: the time between the launches counts, and so do the steps that were done again",
    );
    expect(notes).toContain("the evaluation of step 9 has no such step in the log: left out");
    expect(notes).toContain(
      "the clock is made of time stamps of one second: checkpoints, sampling and pauses are in it",
    );
    expect(problems).toEqual([]);
  });
});

describe("Hugging Face Trainer", () => {
  const state = JSON.stringify(
    {
      global_step: 200,
      log_history: [
        { epoch: 0.5, grad_norm: 1.5, learning_rate: 0.001, loss: 0.9, step: 100 },
        { epoch: 1, eval_fid: 33.25, eval_runtime: 12.5, step: 200 },
        {
          epoch: 1,
          step: 200,
          total_flos: 1e15,
          train_loss: 0.8,
          train_runtime: 50,
          train_samples_per_second: 4,
        },
      ],
    },
    null,
    2,
  );

  test("the run's total is spread over its steps, and that is told", async () => {
    const { events, notes } = await imported("hf-trainer", state);
    expect(events).toMatchObject([
      {
        event: "step",
        clock: 25,
        step: 100,
        loss: 0.9,
        lr: 0.001,
        extra: { grad_norm: 1.5, epoch: 0.5 },
      },
      { event: "eval", clock: 50, step: 200, metrics: { eval_fid: 33.25 } },
      { event: "step", clock: 50, step: 200, extra: { train_runtime: 50 } },
    ]);
    expect(notes).toContain(
      "the file has no clock but train_runtime: it is spread evenly over 200 steps, evaluations included",
    );
  });

  test("NaN, which Python writes, is null", async () => {
    const { events } = await imported("hf-trainer", state.replace('"loss": 0.9', '"loss": NaN'));
    expect(events[0]).toMatchObject({ loss: null });
  });

  test.each([
    ["{", "The file is not JSON."],
    ["[]", "There is no list log_history in it."],
    ['{"log_history": []}', "There is no row in it."],
  ])("%s is told", async (text, message) => {
    await expect(imported("hf-trainer", text)).rejects.toThrow(message);
  });
});
