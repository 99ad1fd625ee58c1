import { describe, expect, test } from "vitest";
import { NotImported, Report } from "../../../src/logs/import/index.ts";
import { importScalars } from "../../../src/logs/import/scalar-files.ts";
import type { LogEvent } from "../../../src/schemas/log-event.ts";
import { imported } from "./imported.ts";

type Point = readonly [moment: number, step: number, value: number | string];

const csv = (points: readonly Point[]) =>
  `Wall time,Step,Value\n${points.map((point) => `${point.join(",")}\n`).join("")}`;

async function joined(files: Readonly<Record<string, string>>, options = {}) {
  const report = new Report();
  const events: LogEvent[] = [];
  const list = Object.entries(files).map(([name, text]) => ({
    name,
    async *source() {
      yield new TextEncoder().encode(text);
    },
  }));
  for await (const some of importScalars(list, options, report)) events.push(...some);
  return { events: events.slice(1, -1), notes: report.all().map(({ text }) => text) };
}

describe("several TensorBoard files", () => {
  test("become one log by step and wall time", async () => {
    const { events, notes } = await joined({
      "run-a-tag-val_fid.csv": csv([
        [1060.5, 10, 33.5],
        [1200, 20, 22],
      ]),
      "run-a-tag-train_loss.csv": csv([
        [1000, 0, 0.9],
        [1010, 10, 0.5],
        [1100, 20, "NaN"],
      ]),
      "run-a-tag-train_lr.csv": csv([[1010.001, 10, 0.001]]),
      "run-a-tag-grad_norm.csv": csv([[1010.002, 10, 2.5]]),
      "run-a-tag-inception_score.csv": csv([[1061.5, 10, 100]]),
    });
    expect(events).toEqual([
      { event: "step", clock: 0, step: 0, loss: 0.9 },
      { event: "step", clock: 10, step: 10, loss: 0.5, lr: 0.001, extra: { grad_norm: 2.5 } },
      { event: "eval", clock: 61.5, step: 10, metrics: { val_fid: 33.5, inception_score: 100 } },
      { event: "step", clock: 100, step: 20, loss: null },
      { event: "eval", clock: 200, step: 20, metrics: { val_fid: 22 } },
    ]);
    expect(notes).toEqual([
      'run-a-tag-val_fid.csv: tag "val_fid": metric val_fid',
      'run-a-tag-train_loss.csv: tag "train_loss": loss',
      'run-a-tag-train_lr.csv: tag "train_lr": lr',
      'run-a-tag-grad_norm.csv: tag "grad_norm": kept beside',
      'run-a-tag-inception_score.csv: tag "inception_score": metric inception_score',
      "5 files are joined by step and wall time",
      "1 × NaN or infinite number: written as null; the first here",
    ]);
  });

  test("steps done again after a restart stay rows of their own", async () => {
    const { events } = await joined(
      {
        "loss.csv": csv([
          [1000, 10, 0.9],
          [1010, 20, 0.8],
          [1100, 10, 0.85],
          [1110, 20, 0.7],
        ]),
        "lr.csv": csv([
          [1000, 10, 1],
          [1100, 10, 2],
        ]),
      },
      { batch: 1 },
    );
    expect(
      events.map(({ clock, step, loss, lr, samples }) => [clock, step, loss, lr, samples]),
    ).toEqual([
      [0, 10, 0.9, 1, 10],
      [10, 20, 0.8, undefined, 20],
      [100, 10, 0.85, 2, 21],
      [110, 20, 0.7, undefined, 31],
    ]);
  });

  test("named metrics are found under the name of their tag", async () => {
    const { events } = await joined(
      { "run-a-tag-val_FID.csv": csv([[1000, 10, 5]]), "loss.csv": csv([[1000, 10, 1]]) },
      { metrics: { fid_50k: { name: "val/FID", factor: 1 } } },
    );
    expect(events).toMatchObject([{ loss: 1 }, { metrics: { fid_50k: 5 } }]);
  });

  test("the files of two runs are no log", async () => {
    await expect(
      joined({ "run-a-tag-loss.csv": csv([]), "run-b-tag-loss.csv": csv([]) }),
    ).rejects.toThrow(
      new NotImported(
        'run-a-tag-loss.csv and run-b-tag-loss.csv both hold the tag "loss". Import the files of one run at a time, or name the tags with --tag FILE=NAME.',
      ),
    );
  });

  test("the file that is no such table is named", async () => {
    await expect(joined({ "loss.csv": csv([]), "x.csv": "a,b\n1,2\n" })).rejects.toThrow(
      'x.csv: Expected the columns "Wall time", "Step", "Value"; found "a", "b".',
    );
  });
});

test("one file with a tag after the other: put in order by time", async () => {
  const text =
    "tag,step,value,wall_time\n" +
    "loss,0,0.9,1000\nloss,100,0.5,1060\nloss,200,0.4,1120\n" +
    "lr,100,0.001,1060.001\n" +
    "val/fid,100,40,1090\nval/fid,200,30,1150\n";
  const { events, problems } = await imported("tensorboard", text, { batch: 2 });
  expect(problems).toEqual([]);
  expect(events).toEqual([
    { event: "step", clock: 0, step: 0, samples: 0, loss: 0.9 },
    { event: "step", clock: 60, step: 100, samples: 200, loss: 0.5, lr: 0.001 },
    { event: "eval", clock: 90, step: 100, samples: 200, metrics: { val_fid: 40 } },
    { event: "step", clock: 120, step: 200, samples: 400, loss: 0.4 },
    { event: "eval", clock: 150, step: 200, samples: 400, metrics: { val_fid: 30 } },
  ]);
});

test.each([
  ["run-.-tag-Loss_train (1).csv", "step"],
  ["run-version_0-tag-train_loss.csv.gz", "step"],
  ["grad_norm.csv", "eval"],
])("one file alone, %s: %s", async (fileName, event) => {
  const { events } = await imported("tensorboard", csv([[1000, 10, 5]]), { fileName });
  expect(events).toMatchObject([{ event, step: 10 }]);
});
