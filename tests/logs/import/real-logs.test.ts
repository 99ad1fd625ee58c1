import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { imported } from "./imported.ts";

/**
 * Real logs are not kept here: they belong to others. Where a folder with some is named, with
 * nanogpt-speedrun/<record>/*.log and dawnbench-*\/*.tsv in it, each is read a second time by a few
 * lines that know nothing of the importer, and the two are compared.
 */
const FOLDER = process.env.IMAGEGEN_REAL_LOGS ?? "";
const filesIn = (part: RegExp, end: string) =>
  existsSync(FOLDER)
    ? (readdirSync(FOLDER, { recursive: true }) as string[]).filter(
        (name) => part.test(name) && name.endsWith(end),
      )
    : [];
const nanogpt = filesIn(/^nanogpt/, ".log");
const dawnbench = filesIn(/^dawnbench/, ".tsv");

const script =
  'import os\nprint0(f"step:{step}/{train_steps} val_loss:{val_loss:.4f}")\n# val_loss:3.2 reached\n    step:1/10 val_loss:1.0 train_time:1ms\n' +
  "+---------------------------+\n|   0  NVIDIA H100 80GB HBM3 |\nstep:{step}\n".repeat(100);

describe.skipIf(nanogpt.length === 0)("nanogpt speedrun", () => {
  test.each(nanogpt)("%s", async (name) => {
    const text = readFileSync(join(FOLDER, name), "utf8");
    const evaluations = [...text.matchAll(/^s(?:tep)?:(\d+)\S* (?:tel|val_loss):(\S+)/gm)];
    const steps = [...text.matchAll(/^s(?:tep)?:(\d+)\S* (?:trl|train_loss|train_time):\S+/gm)];
    const times = [...text.matchAll(/train_time:(\d+)ms/g)].map(([, ms]) => Number(ms) / 1000);
    const { events, end, problems } = await imported("nanogpt", text, { batch: 8 }, 65_536);
    expect(problems).toEqual([]);
    const points = events.filter(({ event }) => event === "eval");
    expect(points.map(({ step, metrics }) => [step, metrics?.val_loss])).toEqual(
      evaluations.map(([, step, value]) => [Number(step), Number(value)]),
    );
    const trained = events.filter(({ event }) => event === "step");
    expect(trained.map(({ step }) => step)).toEqual(steps.map(([, step]) => Number(step)));
    expect(end?.clock).toBe(times.at(-1) ?? 0);
    expect(points.at(-1)?.samples).toBe(Number(evaluations.at(-1)?.[1]) * 8);
    const wild = `\uFEFF${(script + text).replaceAll("\n", "\r\n")}`;
    expect((await imported("nanogpt", wild, { batch: 8 }, 65_536)).events).toEqual(events);
  });
});

describe.skipIf(dawnbench.length === 0)("DAWNBench", () => {
  test.each(dawnbench)("%s", async (name) => {
    const text = readFileSync(join(FOLDER, name), "utf8");
    const rows = text
      .replace("\uFEFF", "")
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== "")
      .map((line) => line.trim().split(/\s+/));
    const [names = [], ...points] = rows;
    const column = (wanted: string) => names.indexOf(wanted);
    const cell = (row: readonly string[], wanted: string) => Number(row[column(wanted)]);
    const { events, notes, problems } = await imported("dawnbench", text);
    expect(problems).toEqual([]);
    expect(events.map(({ event }) => event)).toEqual(points.map(() => "eval"));
    const back = points.some(
      (row, index) => index > 0 && cell(row, "hours") < cell(points[index - 1] ?? [], "hours"),
    );
    expect(notes.some((note) => /restart|kept at that/.test(note))).toBe(back);
    for (const [index, row] of points.entries()) {
      const event = events[index];
      const part = event?.extra as { readonly epoch: number } | undefined;
      expect(event?.step ?? part?.epoch).toBe(cell(row, "epoch"));
      expect(event?.metrics?.top1accuracy).toBe(cell(row, "top1Accuracy"));
      if (!back) expect(event?.clock).toBeCloseTo(cell(row, "hours") * 3600, 5);
    }
  });
});

test("the folder is named only where it is there", () => {
  expect(FOLDER === "" || existsSync(FOLDER)).toBe(true);
});
