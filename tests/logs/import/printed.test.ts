import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Report } from "../../../src/logs/import/index.ts";
import { importScalars } from "../../../src/logs/import/scalar-files.ts";
import type { LogEvent } from "../../../src/schemas/log-event.ts";
import { imported } from "./imported.ts";
import { type Made, type Mess, mess, messy, shuffled, training, wanted } from "./printed.ts";

/** The same runs on every machine; another seed is another night's work. */
const sure = { seed: 20_260_101, numRuns: 60 };

const brief = (events: readonly LogEvent[]) =>
  events.map(({ event, clock, step, loss, metrics }) => [
    event,
    Math.round(clock * 1000),
    step,
    metrics ?? loss ?? null,
  ]);

type Options = Parameters<typeof imported>[2];

async function read(id: string, text: string, { chunk }: Mess, options: Options = {}) {
  const { events, notes, problems } = await imported(id, text, options, chunk);
  expect(problems).toEqual([]);
  return { rows: brief(events), notes };
}

const lastOf = (points: readonly Made[]) => points.at(-1) as Made;

describe("what was printed is what is imported", () => {
  const nanogpt = (points: readonly Made[], { ranks }: Mess) =>
    points.flatMap(({ step, seconds, loss, fid }) =>
      [`train_loss:${loss}`, ...(fid === null ? [] : [`val_fid:${fid}`])].flatMap((value) =>
        Array.from(
          { length: ranks },
          (_, rank) =>
            `step:${step}/90000 ${value} train_time:${seconds * 1000 + rank}ms step_avg:1.00ms`,
        ),
      ),
    );

  test("nanogpt", async () => {
    const property = fc.asyncProperty(training, mess, async (points, how) => {
      const lines = nanogpt(points, how);
      const text = messy(['print0(f"step:{step}")', "| N/A   36C |", ...lines], how);
      const { rows, notes } = await read("nanogpt", text, how);
      expect(rows).toEqual(wanted(points, { metric: "val_fid" }));
      expect(notes.some((note) => note.includes("as other processes write it"))).toBe(
        how.ranks > 1,
      );
    });
    await fc.assert(property, sure);
  });

  test("nanogpt, a last line that is cut off", async () => {
    const property = fc.asyncProperty(training, mess, async (points, how) => {
      const lines = nanogpt(points, { ...how, ranks: 1 });
      const last = lines.at(-1) ?? "";
      const torn = last.slice(0, Math.max(6, last.length - 1 - (how.torn % last.length)));
      const { rows, notes } = await read(
        "nanogpt",
        messy(lines, { ...how, colours: false }) + torn,
        how,
      );
      expect(rows).toEqual(wanted(points, { metric: "val_fid" }));
      expect(
        notes.some((note) => /the last line is cut off|cannot be read|is no row/.test(note)),
      ).toBe(true);
    });
    await fc.assert(property, sure);
  });

  test("nanogpt, a crash and a restart: the same steps again, on a clock that starts again", async () => {
    const property = fc.asyncProperty(training, fc.nat(24), mess, async (one, nth, how) => {
      fc.pre(one.length > 1);
      const from = nth % (one.length - 1);
      const again = one
        .slice(from)
        .map((point, index) => ({ ...point, seconds: (index + 1) / 10 }));
      // Within a second of the beginning nobody can tell a restart from another process.
      fc.pre((one[from]?.seconds ?? 0) > 3);
      const text = messy(nanogpt([...one, ...again], { ...how, ranks: 1 }), how);
      const { rows, notes } = await read("nanogpt", text, how);
      const end = lastOf(one).seconds;
      expect(rows).toEqual([
        ...wanted(one, { metric: "val_fid" }),
        ...wanted(again, { metric: "val_fid", clock: ({ seconds }) => seconds + end }),
      ]);
      expect(notes.filter((note) => note.includes("taken as a restart"))).toHaveLength(1);
    });
    await fc.assert(property, sure);
  });

  const stamp = (seconds: number) =>
    `[${new Date(Date.UTC(2025, 11, 1) + seconds * 1000).toISOString().slice(0, 19).replace("T", " ")}]`;

  test("SR-DiT", async () => {
    const property = fc.asyncProperty(training, mess, async (points, how) => {
      const rows = points.flatMap(({ step, seconds, loss, fid }) => [
        `${stamp(seconds)} Step: ${step}, Training Logs: loss_final: ${loss}, grad_norm: 1.25`,
        ...(fid === null ? [] : [`${stamp(seconds)} Step: ${step}, Evaluation Logs: fid: ${fid}`]),
      ]);
      const lines = rows.flatMap((row) => Array.from({ length: how.ranks }, () => row));
      const text = messy([`${stamp(0)} Experiment directory created at x`, ...lines], how);
      const found = await read("sr-dit", text, how);
      expect(found.rows).toEqual([["step", 0, 0, null], ...wanted(points)]);
      expect(found.notes.some((note) => note.includes("as other processes write it"))).toBe(
        how.ranks > 1,
      );
    });
    await fc.assert(property, sure);
  });

  test("DiT", async () => {
    const property = fc.asyncProperty(training, mess, async (points, how) => {
      const lines = points.map(
        ({ step, seconds, loss }) =>
          `${stamp(seconds)} (step=${String(step).padStart(7, "0")}) Train Loss: ${loss}, Train Steps/Sec: 4.50`,
      );
      const { rows } = await read("sr-dit", messy([`${stamp(0)} x`, ...lines], how), how);
      expect(rows).toEqual([
        ["step", 0, 0, null],
        ...wanted(points.map((one) => ({ ...one, fid: null }))),
      ]);
    });
    await fc.assert(property, sure);
  });

  test("SR-DiT, launched again: the clock goes on by the time stamps, samples count again", async () => {
    const property = fc.asyncProperty(training, fc.nat(24), mess, async (one, nth, how) => {
      fc.pre(one.length > 1);
      const from = nth % (one.length - 1);
      const end = lastOf(one).seconds + 600;
      const again = one.slice(from).map((made, index) => ({ ...made, seconds: end + index }));
      const all = [...one, ...again].map((point) => ({ ...point, fid: null }));
      const lines = all.map(
        ({ step, seconds, loss }) =>
          `${stamp(seconds)} Step: ${step}, Training Logs: loss_final: ${loss}`,
      );
      const text = messy([`${stamp(0)} Experiment directory created`, ...lines], how);
      const { events, notes } = await imported("sr-dit", text, { batch: 1 }, how.chunk);
      expect(brief(events).slice(1)).toEqual(wanted(all));
      const redone = lastOf(one).step - (one[from]?.step ?? 0) + 1;
      expect(events.at(-1)?.samples).toBe(lastOf(one).step + redone);
      expect(notes.every((note) => !note.includes("dropped"))).toBe(true);
    });
    await fc.assert(property, sure);
  });

  const nasty = 'a, "quoted", note\nover lines';
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

  /** A table of the training with its columns in some order, rows written twice, and notes. */
  function table(
    points: readonly Made[],
    how: Mess,
    columns: Readonly<Record<string, (point: Made) => string>>,
    { separator = ",", quote = true } = {},
  ) {
    const names = shuffled(Object.keys(columns), how.order);
    const row = (point: Made) =>
      names
        .map((name) => columns[name]?.(point) ?? "")
        .map((cell) => (quote ? quoted(cell) : cell))
        .join(separator);
    const lines = points.flatMap((point) =>
      how.duplicates ? [row(point), row(point)] : [row(point)],
    );
    return messy([names.join(separator), ...lines], { ...how, bars: false });
  }
  const told = (notes: readonly string[], how: Mess) =>
    expect(notes.some((note) => note.includes("equal in everything"))).toBe(how.duplicates);

  test("W&B, one run of several", async () => {
    const property = fc.asyncProperty(training, mess, async (points, how) => {
      const text = table(points, how, {
        "Relative Time (Process)": ({ seconds }) => String(seconds),
        "a - b - _step": ({ step }) => String(step),
        "a - b - train/loss": ({ loss }) => loss,
        "a - b - train/loss__MIN": () => "0",
        "a - b - train/loss__MAX": () => "9",
        "a - b - val/fid": ({ fid }) => fid ?? "",
        "a - b - note": () => nasty,
        "other - train/loss": () => "7",
      });
      const { rows, notes } = await read("wandb", text, how, { series: "a - b" });
      expect(rows).toEqual(wanted(points, { metric: "val_fid" }));
      expect(notes).toContain("3 columns are left out (minimum, maximum, other runs)");
      told(notes, how);
    });
    await fc.assert(property, sure);
  });

  test("Lightning", async () => {
    const property = fc.asyncProperty(training, mess, async (points, how) => {
      const text = table(points, how, {
        epoch: () => "0",
        step: ({ step }) => String(step),
        train_loss_epoch: () => "",
        train_loss_step: ({ loss }) => loss,
        val_fid: ({ fid }) => fid ?? "",
      });
      const { rows, notes } = await read("lightning", text, how, { stepSeconds: 0.25 });
      expect(rows).toEqual(wanted(points, { metric: "val_fid", clock: ({ step }) => step * 0.25 }));
      told(notes, how);
    });
    await fc.assert(property, sure);
  });

  test("DAWNBench", async () => {
    const property = fc.asyncProperty(
      training,
      mess,
      fc.constantFrom("\t", "  ", ","),
      async (made, how, separator) => {
        const points = made.map((point) => ({ ...point, fid: point.fid ?? "50.00" }));
        const columns = {
          epoch: ({ step }: Made) => String(step),
          hours: ({ seconds }: Made) => String(seconds / 3600),
          top1Accuracy: ({ fid }: Made) => fid ?? "",
        };
        const text = table(points, how, columns, { separator, quote: false });
        const { rows, notes } = await read("dawnbench", text, how);
        expect(rows).toEqual(wanted(points, { metric: "top1accuracy", losses: false }));
        told(notes, how);
      },
    );
    await fc.assert(property, sure);
  });

  test("a table with a column map", async () => {
    const property = fc.asyncProperty(training, mess, async (points, how) => {
      const comma = (text: string) => text.replace(".", ",");
      const columns = {
        minutes: ({ seconds }: Made) => String(seconds / 60),
        "Step no.": ({ step }: Made) => String(step),
        "the loss": ({ loss }: Made) => comma(loss),
        "FID (50k)": ({ fid }: Made) => comma(fid ?? ""),
        remark: () => nasty,
      };
      const text = table(points, how, columns, { separator: ";" });
      const { rows, notes } = await read("csv", text, how, {
        columns: {
          step: { name: "Step no.", factor: 1 },
          loss: { name: "the loss", factor: 1 },
        },
        metrics: { fid: { name: "FID (50k)", factor: 1 } },
      });
      expect(rows).toEqual(wanted(points));
      told(notes, how);
    });
    await fc.assert(property, sure);
  });

  test("Hugging Face", async () => {
    const property = fc.asyncProperty(training, mess, fc.boolean(), async (points, how, indent) => {
      const python = (text: string) =>
        ({ nan: "NaN", inf: "Infinity", "-inf": "-Infinity" })[text] ?? String(Number(text));
      const history = points.flatMap(({ step, loss, fid }) => [
        `{"epoch": 0.5, "loss": ${python(loss)}, "note": "NaN \\"", "step": ${step}}`,
        ...(fid === null
          ? []
          : [`{"eval_fid": ${python(fid)}, "eval_runtime": 1.5, "step": ${step}}`]),
      ]);
      const { step, seconds } = lastOf(points);
      const total = `{"train_loss": 0.5, "train_runtime": ${seconds}, "step": ${step}}`;
      const text = `{"best_metric": NaN, "log_history": [${[...history, total].join(indent ? ",\n    " : ", ")}]}\n`;
      const { rows } = await read("hf-trainer", text, how);
      const clock = (point: Made) => (point.step / step) * seconds;
      expect(rows).toEqual([
        ...wanted(points, { metric: "eval_fid", clock }),
        ["step", seconds * 1000, step, null],
      ]);
    });
    await fc.assert(property, sure);
  });

  test("TensorBoard, a file a scalar", async () => {
    const property = fc.asyncProperty(training, mess, async (points, how) => {
      const began = 1_700_000_000;
      const file = (value: (point: Made) => string | null) => {
        const known = points.filter((point) => value(point) !== null);
        return table(
          known,
          { ...how, duplicates: false },
          {
            "Wall time": ({ seconds }) => String(began + seconds),
            Step: ({ step }) => String(step),
            Value: (point) => value(point) ?? "",
          },
        );
      };
      const texts = {
        "run-a-tag-train_loss.csv": file(({ loss }) => loss),
        "fid.csv": file(({ fid }) => fid),
      };
      const files = shuffled(Object.entries(texts), how.order).map(([name, text]) => ({
        name,
        async *source() {
          yield new TextEncoder().encode(text);
        },
      }));
      const events: LogEvent[] = [];
      for await (const some of importScalars(files, {}, new Report())) events.push(...some);
      const first = points[0]?.seconds ?? 0;
      expect(brief(events.slice(1, -1))).toEqual(
        wanted(points, { clock: ({ seconds }) => seconds - first }),
      );
    });
    await fc.assert(property, sure);
  });
});
