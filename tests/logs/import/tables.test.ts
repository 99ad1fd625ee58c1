import { describe, expect, test } from "vitest";
import { cellsOf } from "../../../src/logs/import/csv.ts";
import { imported } from "./imported.ts";

describe("Weights & Biases", () => {
  const chart = [
    '"Step","brave-sun-3 - val/fid","brave-sun-3 - val/fid__MIN","brave-sun-3 - val/fid__MAX"',
    '"1000","33.5","33.5","33.5"',
    '"2000","","",""',
    '"3000","21.25","21.25","21.25"',
    "",
  ].join("\n");

  test("a chart: metrics by step, no clock, minimum and maximum left out", async () => {
    const { events, notes } = await imported("wandb", chart);
    expect(events).toEqual([
      { event: "eval", clock: 0, step: 1000, metrics: { val_fid: 33.5 } },
      { event: "eval", clock: 0, step: 3000, metrics: { val_fid: 21.25 } },
    ]);
    expect(notes[0]).toContain("the log has no clock");
    expect(notes).toContain("2 columns are left out (minimum, maximum, other runs)");
    expect(notes).toContain("3: 1 × row in which the run has no value: left out; the first here");
  });

  test("a chart of two runs asks which", async () => {
    const two = 'Step,"a - loss","b - loss"\n1,0.5,0.7\n';
    await expect(imported("wandb", two)).rejects.toThrow(
      'The export holds 2 runs: "a", "b". Choose one with --series.',
    );
    expect((await imported("wandb", two, { series: "b" })).events).toEqual([
      { event: "step", clock: 0, step: 1, loss: 0.7 },
    ]);
  });

  test("a history: _runtime is the clock, unknown numbers are kept beside", async () => {
    const text =
      "_step,_runtime,_timestamp,train/loss,train/lr,grad_norm,val/fid,_note\n0,1.5,1767225601.5,0.9,0.001,NaN,,warm\n10,2.5,1767225602.5,0.5,0.001,2.5,33,\n";
    const { events, notes } = await imported("wandb", text, {
      batch: 256,
      metrics: { fid_50k: { name: "val/fid", factor: 1 } },
    });
    expect(events).toEqual([
      {
        event: "step",
        clock: 1.5,
        step: 0,
        samples: 0,
        loss: 0.9,
        lr: 0.001,
        extra: { grad_norm: null },
      },
      {
        event: "step",
        clock: 2.5,
        step: 10,
        samples: 2560,
        loss: 0.5,
        lr: 0.001,
        extra: { grad_norm: 2.5 },
      },
      { event: "eval", clock: 2.5, step: 10, samples: 2560, metrics: { fid_50k: 33 } },
    ]);
    expect(notes).toContain('2: 1 × cell of "_note" that is no number: left out; the first here');
  });
});

describe("TensorBoard", () => {
  test("one scalar: the clock is the difference of wall times", async () => {
    const text = "Wall time,Step,Value\n1767225600.5,0,0.9\n1767225660.5,100,0.5\n";
    const loss = await imported("tensorboard", text, { fileName: "run-brave-tag-train_loss.csv" });
    expect(loss.events).toEqual([
      { event: "step", clock: 0, step: 0, loss: 0.9 },
      { event: "step", clock: 60, step: 100, loss: 0.5 },
    ]);
    const fid = await imported("tensorboard", text, { fileName: "run-brave-tag-FID.csv" });
    expect(fid.events[1]).toEqual({ event: "eval", clock: 60, step: 100, metrics: { fid: 0.5 } });
  });

  test("the long form: one tag a row", async () => {
    const text = "step,tag,value,wall_time\n0,train/loss,0.9,1767225600\n0,val/fid,40,1767225601\n";
    expect((await imported("tensorboard", text)).events).toEqual([
      { event: "step", clock: 0, step: 0, loss: 0.9 },
      { event: "eval", clock: 1, step: 0, metrics: { val_fid: 40 } },
    ]);
  });

  test("another table is no TensorBoard export", async () => {
    await expect(imported("tensorboard", "a,b\n1,2\n")).rejects.toThrow(
      'Expected the columns "Wall time", "Step", "Value"; found "a", "b".',
    );
  });
});

describe("Lightning", () => {
  test("sparse rows, loss and evaluation of one step on two lines", async () => {
    const text = "epoch,lr-AdamW,step,train_loss_step,val_fid\n0,0.001,49,0.5,\n0,,49,,33.25\n";
    expect((await imported("lightning", text, { stepSeconds: 2 })).events).toEqual([
      { event: "step", clock: 98, step: 49, loss: 0.5, lr: 0.001, extra: { epoch: 0 } },
      { event: "eval", clock: 98, step: 49, metrics: { val_fid: 33.25 }, extra: { epoch: 0 } },
    ]);
  });
});

describe("DAWNBench", () => {
  test("hours become seconds; columns in any order, a mark at the beginning, CRLF", async () => {
    const text =
      "\uFEFFhours\tepoch\ttop1Accuracy\r\n0\t0\t10\r\n0.5\t1\t80.5\r\n0.5\t1.5\t80.5\r\n1\t2\t94\r\n";
    const { events, problems } = await imported("dawnbench", text);
    expect(events).toEqual([
      { event: "eval", clock: 0, step: 0, metrics: { top1accuracy: 10 } },
      { event: "eval", clock: 1800, step: 1, metrics: { top1accuracy: 80.5 } },
      { event: "eval", clock: 1800, metrics: { top1accuracy: 80.5 }, extra: { epoch: 1.5 } },
      { event: "eval", clock: 3600, step: 2, metrics: { top1accuracy: 94 } },
    ]);
    expect(problems).toEqual([]);
  });

  test("a clock that goes back goes on from where it stood", async () => {
    const { events, notes } = await imported(
      "dawnbench",
      "epoch\thours\ttop1Accuracy\n1\t0.5\t40\n2\t0.25\t50\n",
    );
    expect(events.map(({ clock }) => clock)).toEqual([1800, 2700]);
    expect(notes[0]).toContain("taken as a restart");
  });
});

describe("any table", () => {
  const text = "t;images;Training Loss;FID (50k);when\n1,5;x\n90;2048;0.5;33.1;later\n";

  test("columns are named with their units and factors", async () => {
    const { events, notes } = await imported("csv", text, {
      columns: {
        clock: { name: "t", factor: 60 },
        samples: { name: "images", factor: 1 },
        loss: { name: "Training Loss", factor: 1 },
      },
      metrics: { fid_50k: { name: "FID (50k)", factor: 1 } },
    });
    expect(events).toEqual([
      { event: "step", clock: 5400, samples: 2048, loss: 0.5 },
      { event: "eval", clock: 5400, samples: 2048, metrics: { fid_50k: 33.1 } },
    ]);
    expect(notes).toContain("2: 1 × line with 2 cells under 5 columns: left out; the first here");
  });

  test("a column that is not there is no guess", async () => {
    await expect(
      imported("csv", text, { columns: { clock: { name: "time", factor: 1 } } }),
    ).rejects.toThrow(
      'There is no column "time". The columns are "t", "images", "Training Loss", "FID (50k)", "when".',
    );
  });

  test("text without columns is no table", async () => {
    await expect(imported("csv", "hello\nworld\n")).rejects.toThrow(
      'Line 1 is no header of a table: "hello".',
    );
    await expect(imported("csv", "")).rejects.toThrow("There is no row in it.");
  });
});

test.each([
  ['a,"b, c",d', ["a", "b, c", "d"]],
  ['"say ""hi""",,', ['say "hi"', "", ""]],
  ['"open', ["open"]],
  ["", [""]],
])("cells of %s", (line, cells) => {
  expect(cellsOf(line, ",")).toEqual(cells);
});
