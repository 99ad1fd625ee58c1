import { describe, expect, test } from "vitest";
import { imported } from "./imported.ts";

const CUT_OFF = "the last line has no end and may be cut off: kept as it stands";

async function read(id: string, text: string, options = {}) {
  const { events, notes, problems } = await imported(id, text, options);
  expect(problems).toEqual([]);
  return { events, notes };
}

describe("Weights & Biases", () => {
  test("one of several runs: its rows alone, also where a name has a dash in it", async () => {
    const text =
      '"Step","sit-b - loss","sit-b - loss__MIN","sit-b - loss__MAX","sit - x - loss","sit - x - loss__MIN","sit - x - loss__MAX"\n' +
      '"0","0.9","0.9","0.9","","",""\n"10","","","","0.8","0.8","0.8"\n';
    const { events, notes } = await read("wandb", text, { series: "sit - x" });
    expect(events).toEqual([{ event: "step", clock: 0, step: 10, loss: 0.8 }]);
    expect(notes).toContain("5 columns are left out (minimum, maximum, other runs)");
    expect(notes).toContain('the run is "sit - x"');
    expect(notes).toContain("2: 1 × row in which the run has no value: left out; the first here");
    await expect(imported("wandb", text, { series: "nope" })).rejects.toThrow(
      'The export holds no run "nope". It holds "sit-b", "sit - x". Choose one with --series.',
    );
  });

  test("over relative time, with the step beside it", async () => {
    const text =
      '"Relative Time (Process)","r - val/fid","r - val/fid__MIN","r - val/fid__MAX","r - _step","r - _step__MIN","r - _step__MAX"\n' +
      '"10.5","40.5","40.5","40.5","100","100","100"\n"20.5","NaN","NaN","NaN","200","200","200"\n';
    expect((await read("wandb", text)).events).toEqual([
      { event: "eval", clock: 10.5, step: 100, metrics: { val_fid: 40.5 } },
      { event: "eval", clock: 20.5, step: 200, metrics: { val_fid: null } },
    ]);
  });

  test.each([
    ['"Relative Time (Wall)","r - loss"\n"10.5","0.5"\n', 10.5],
    ['"Wall Time","r - loss"\n"1700000000.5","0.9"\n"1700000010.5","0.5"\n', 10],
    ["_timestamp,loss\n1700000000500,0.9\n1700000010500,0.5\n", 10],
    ["_timestamp,_runtime,loss\n1700000000.5,3,0.9\n1700000010.5,12,0.5\n", 12],
    ["created_at,loss\n2025-01-01T00:00:00Z,0.9\n2025-01-01T00:00:10.5Z,0.5\n", 10.5],
  ])("the clock of %j ends at %d s", async (text, clock) => {
    expect((await read("wandb", text)).events.at(-1)).toMatchObject({ clock, loss: 0.5 });
  });

  test("the trainer's step counts, not the calls of the logger", async () => {
    const text =
      '"Step","r - trainer/global_step","r - train_loss_epoch","r - train_loss_step","r - val/FID-50K"\n' +
      "0,49,,0.5,\n1,99,0.45,,33.1\n";
    expect((await read("wandb", text, { batch: 10 })).events).toEqual([
      { event: "step", clock: 0, step: 49, samples: 490, loss: 0.5, extra: { step: 0 } },
      {
        event: "eval",
        clock: 0,
        step: 99,
        samples: 990,
        metrics: { val_fid_50k: 33.1 },
        extra: { step: 1, train_loss_epoch: 0.45 },
      },
    ]);
  });

  test("a history with pictures, system metrics and the index of pandas", async () => {
    const text =
      ',_step,_runtime,loss,system/gpu.0.gpu,eval/runtime,eval/fid,train/accuracy,images\n0,0,1.5,0.9,95.0,,,0.1,"{""_type"": ""images"",\n ""n"": 3}"\n1,10,2.5,0.8,96.0,12.0,33,0.2,\n';
    const { events, notes } = await read("wandb", text);
    expect(events).toEqual([
      {
        event: "step",
        clock: 1.5,
        step: 0,
        loss: 0.9,
        extra: { system_gpu_0_gpu: 95, train_accuracy: 0.1 },
      },
      {
        event: "step",
        clock: 2.5,
        step: 10,
        loss: 0.8,
        extra: { system_gpu_0_gpu: 96, eval_runtime: 12, train_accuracy: 0.2 },
      },
      { event: "eval", clock: 2.5, step: 10, metrics: { eval_fid: 33 } },
    ]);
    expect(notes).toContain("1 × column without a name: left out");
    expect(notes).toContain('2: 1 × cell of "images" that is no number: left out; the first here');
  });

  test("a group is called by its name alone; the list of runs is no history", async () => {
    const group = '"Step","Group: base - val/fid","Group: base - val/fid__MIN"\n1,2,2\n';
    expect((await read("wandb", group, { series: "base" })).events).toMatchObject([
      { metrics: { val_fid: 2 } },
    ]);
    await expect(
      imported("wandb", '"Name","State","Runtime","fid"\n"a","finished","100","3"\n'),
    ).rejects.toThrow("This is the list of the project's runs, one row each.");
  });
});

describe("Lightning", () => {
  test("every row of a step stays: rate, loss, evaluation, mean of the epoch", async () => {
    const text =
      "epoch,lr-AdamW,lr-AdamW-momentum,step,train_loss_epoch,train_loss_step,val_fid\n" +
      ",0.001,0.9,49,,,\n0,,,49,,0.5,\n0,,,49,,,33.25\n0,,,49,0.55,,\n1,,,99,,0.4,\n";
    const { events } = await read("lightning", text);
    expect(
      events.map(({ event, step, loss, lr, metrics }) => [event, step, loss ?? lr ?? metrics]),
    ).toEqual([
      ["step", 49, 0.001],
      ["step", 49, 0.5],
      ["eval", 49, { val_fid: 33.25 }],
      ["step", 49, undefined],
      ["step", 99, 0.4],
    ]);
    expect(events[3]?.extra).toEqual({ epoch: 0, train_loss_epoch: 0.55 });
  });

  test("columns that come later bring a second header", async () => {
    const { events, notes } = await read(
      "lightning",
      "epoch,step,train_loss\n0,49,0.5\nepoch,step,train_loss,val_loss\n0,49,,0.4\n0,99,0.3,\nepoch,step,train_loss,val_loss\n1,149,0.2,\n",
    );
    expect(events.map(({ step, loss, metrics }) => [step, loss ?? metrics])).toEqual([
      [49, 0.5],
      [49, { val_loss: 0.4 }],
      [99, 0.3],
      [149, 0.2],
    ]);
    expect(notes).toContain(
      "3: there is a second header with other columns: it counts from here on",
    );
    expect(notes).toContain("6: 1 × repeated header: left out; the first here");
  });
});

describe("DAWNBench", () => {
  const points = (events: Awaited<ReturnType<typeof read>>["events"]) =>
    events.map(({ clock, step, metrics }) => [clock, step, ...Object.values(metrics ?? {})]);

  test.each([
    ["blanks", "epoch   hours top1Accuracy top5Accuracy\n1       0.5     33.57     68.93 \n"],
    ["other spelling", "Epoch\tTime (hours)\tTop-1\ttop5\n1\t0.5\t33.57\t68.93\n"],
    ["tabs and blanks", "epoch\thours top1Accuracy\ttop5Accuracy\n1\t0.5 33.57\t68.93\n\n"],
    ["commas", "epoch,hours,top1Accuracy,top5Accuracy,\n1,0.5,33.57,68.93,\n"],
    ["decimal commas", "epoch\thours\ttop1Accuracy\ttop5Accuracy\n1\t0,5\t33,57\t68,93%\n"],
    ["another order", "hours\ttop5Accuracy\tepoch\ttop1Accuracy\n0.5\t68.93\t1\t33.57\n"],
    ["a note", "epoch\thours\ttop1Accuracy\ttop5Accuracy\n1\t0.5\t33.57\t68.93\tbest\n"],
    ["no header", "1\t0.5\t33.57\t68.93\n"],
    ["a comment for header", "# epoch\thours\ttop1Accuracy\ttop5Accuracy\n1\t0.5\t33.57\t68.93\n"],
    ["minutes", "epoch\tminutes\ttop1Accuracy\ttop5Accuracy\n1\t30\t33.57\t68.93\n"],
    ["hours and minutes", "epoch\ttime\ttop1Accuracy\ttop5Accuracy\n1\t0:30:00\t33.57\t68.93\n"],
    ["no end", "epoch\thours\ttop1Accuracy\ttop5Accuracy\n1\t0.5\t33.57\t68.93"],
  ])("%s", async (_, text) => {
    const { events } = await read("dawnbench", text);
    expect(events).toMatchObject([
      {
        event: "eval",
        clock: 1800,
        step: 1,
        metrics: { top1accuracy: 33.57, top5accuracy: 68.93 },
      },
    ]);
  });

  test("what was not there as it should be is told", async () => {
    const { notes } = await read(
      "dawnbench",
      "Epoch\thours\ttop1Accuracy\n1\t0,5\t33.57\tbest\n2 0.75 40\n3\t1",
    );
    expect(notes).toEqual([
      'the column "Epoch" is taken for epoch',
      'columns: clock from "hours" × 3600, step from "epoch", metric top1accuracy from "top1Accuracy"',
      "4: the last line is cut off: left out",
      "2: 1 × line with cells beyond the 3 columns: those are left out; the first here",
      '2: 1 × cell of "hours" read so: a comma is the decimal point; the first here',
      "3: 1 × row whose cells are kept apart by blanks: read as that; the first here",
    ]);
  });

  test("two rows of one epoch are two points; the same row twice is one", async () => {
    const { events, notes } = await read(
      "dawnbench",
      "epoch\thours\ttop1Accuracy\n1\t0.5\t93.9\n1\t0.5\t94\n1\t0.5\t94\n2\t0.4999\t93\n",
    );
    expect(points(events)).toEqual([
      [1800, 1, 93.9],
      [1800, 1, 94],
      [1800, 2, 93],
    ]);
    expect(notes).toContain(
      "4: 1 × row that is there a second time, equal in everything: dropped; the first here",
    );
    expect(notes).toContain(
      "5: 1 × row whose clock lies before the one of the row above: kept at that; the first here",
    );
  });

  test("parts of an epoch have their samples", async () => {
    const { events, notes } = await read(
      "dawnbench",
      "epoch\thours\ttop1Accuracy\n1.00096\t0.5\t40\n2\t1.0\t94",
      { batch: 50_000 },
    );
    expect(events.map(({ samples, step }) => [samples, step])).toEqual([
      [50_048, undefined],
      [100_000, 2],
    ]);
    expect(notes).toContain("the steps are epochs: --batch is taken for the samples of one epoch");
    expect(notes).toContain(`3: ${CUT_OFF}`);
  });
});

describe("any table", () => {
  test("quotes over commas and lines; one that is never closed swallows nothing", async () => {
    const { events, notes } = await read(
      "csv",
      'name,step,loss,when\n"a, b",1,0.5,x\n"multi\nline ""x""",2,0.4,y\n"open,3,0.3,z\nplain,4,0.2,z\n',
    );
    expect(events.map(({ step }) => step)).toEqual([1, 2, 4]);
    expect(notes).toContain(
      "5: 1 × quote that is opened and never closed: each line is read for itself; the first here",
    );
    expect(notes).toContain("5: 1 × line with 1 cells under 4 columns: left out; the first here");
  });

  test("columns whose names make one id stay apart, and that is told", async () => {
    const { events, notes } = await read(
      "csv",
      "step,loss,loss,a/b,a_b,val/x,val_x\n1,2,3,4,5,6,7\n",
    );
    expect(events).toEqual([
      { event: "step", clock: 0, step: 1, loss: 2, extra: { loss_2: 3, a_b: 4, a_b_2: 5 } },
      { event: "eval", clock: 0, step: 1, metrics: { val_x: 6, val_x_2: 7 } },
    ]);
    expect(notes).toContain('the column "a_b" is written as a_b_2: a_b is there already');
  });

  test("a spreadsheet's numbers: decimal commas and groups of thousands", async () => {
    const { events } = await read(
      "csv",
      "sep=;\nstep;loss;samples;time (min)\n1,000;0,5;1,281,167;1,5\n",
    );
    expect(events).toEqual([
      { event: "step", clock: 90, step: 1000, samples: 1_281_167, loss: 0.5 },
    ]);
  });

  test.each([
    ["time (s)", 1],
    ["Time [h]", 3600],
    ["elapsed_ms", 0.001],
    ["train_time_hours", 3600],
    ["minutes", 60],
    ["wall clock (min)", 60],
    ["runtime", 1],
  ])("a clock called %s", async (name, factor) => {
    const { events } = await read("csv", `step,loss,${name}\n1,0.5,100\n`);
    expect(events).toMatchObject([{ clock: 100 * factor }]);
  });

  test.each(["time", "s", "step_time", "eval_time", "data_time_ms"])(
    "%s is no clock",
    async (name) => {
      const { events } = await read("csv", `step,loss,${name}\n1,0.5,100\n`);
      expect(events).toMatchObject([{ clock: 0 }]);
    },
  );

  test("an evaluation that comes late is no restart", async () => {
    const { events, notes } = await read(
      "csv",
      "step,seconds,loss,fid\n100,10,0.5,\n200,20,0.4,\n100,21,,33\n300,30,0.3,\n",
      { batch: 2 },
    );
    expect(events.map(({ event, step, samples }) => [event, step, samples])).toEqual([
      ["step", 100, 200],
      ["step", 200, 400],
      ["eval", 100, 400],
      ["step", 300, 600],
    ]);
    expect(notes).toContain(
      "4: 1 × evaluation of an earlier step than the row above: stays where it stands; the first here",
    );
  });

  test("without a clock, steps that are done again take their time again", async () => {
    const { events, notes } = await read("csv", "step,loss\n5,1\n6,2\n7,3\n6,4\n7,5\n", {
      stepSeconds: 2,
      batch: 3,
    });
    expect(events.map(({ clock, samples }) => [clock, samples])).toEqual([
      [10, 15],
      [12, 18],
      [14, 21],
      [16, 24],
      [18, 27],
    ]);
    expect(notes).toEqual(['columns: step from "step", loss from "loss"']);
  });

  test("negative clocks and broken steps are told", async () => {
    const { notes } = await read("csv", "step,seconds,loss\n1.5,-3,0.5\n");
    expect(notes).toContain("2: 1 × step that is no whole number: kept beside; the first here");
    expect(notes).toContain("2: 1 × clock that is negative or no number: left out; the first here");
  });

  test("numbers alone have no names", async () => {
    await expect(imported("csv", "1,2,3\n4,5,6\n")).rejects.toThrow(
      'Line 1 is a row of numbers: "1,2,3". Expected the names of the columns before it; write them as the first line.',
    );
  });
});
