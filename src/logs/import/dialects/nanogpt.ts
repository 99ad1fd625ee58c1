import { metricIdOf, numberIn, unitSeconds } from "../columns.ts";
import type { Dialect, Row } from "../row.ts";

// Anchored at both ends: the training script stands in the log and prints lines much like these.
const ROW =
  /^(?:[\d.]+\s+|\[?\d{4}-\d\d-\d\d[ T][\d:.,]+\]?\s+)?(?:step:\s?)?(\d+)\/(\d+)((?:\s+[A-Za-z_]\w*:\s?[+-]?[\w.+-]+)+)\s*$/;
const PAIR = /([A-Za-z_]\w*):\s?([+-]?[\w.+-]+)/g;
const LLMC = /^s:(\d+)\s+(tel|trl):(\S+)((?:\s+\w+:\S+)*)\s*$/;
const VALUE = /^([+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|nan|inf))(ms|s|m|h)?$/i;

type Quantity = { readonly value: number | null; readonly unit: string | undefined };

function quantity(text: string): Quantity | null {
  const parts = VALUE.exec(text);
  if (!parts) return null;
  return { value: numberIn(parts[1] ?? "") ?? null, unit: parts[2] };
}

const isTime = (key: string) => /^(train_)?time$|^elapsed$|^train_time$/.test(key);
const isLoss = (key: string) => key === "train_loss" || key === "loss";

/** A row of modded-nanogpt and its descendants: `step:125/5100 val_loss:4.9 train_time:16121ms`. */
function moddedRow(line: number, text: string): Row | null {
  const head = ROW.exec(text);
  if (!head) return null;
  const pairs = new Map<string, Quantity>();
  for (const [, key = "", value = ""] of (head[3] ?? "").matchAll(PAIR)) {
    const read = quantity(value);
    if (!read) return null;
    pairs.set(key, read);
  }
  let clock: number | null = null;
  let loss: number | null | undefined;
  let lr: number | null | undefined;
  const metrics: Record<string, number | null> = {};
  const extra: Record<string, number | null> = {};
  for (const [key, { value, unit }] of pairs) {
    const seconds = value === null ? null : value * (unitSeconds[unit ?? "ms"] ?? 1);
    if (isTime(key)) clock = seconds;
    else if (isLoss(key)) loss = value;
    else if (key === "lr") lr = value;
    else if (key.startsWith("val_")) metrics[metricIdOf(key)] = value;
    else
      extra[unit === undefined ? metricIdOf(key) : `${metricIdOf(key)}_seconds`] =
        unit === undefined ? value : seconds;
  }
  const average = pairs.get("step_avg")?.value;
  const untimed = average !== undefined && average !== null && Number.isNaN(average);
  const measured = Object.keys(metrics).length > 0;
  // A row of nothing but foreign words is no row.
  if (!measured && loss === undefined && clock === null) return null;
  if (untimed) delete extra.step_avg_seconds;
  return {
    line,
    kind: measured ? "eval" : "step",
    clock,
    untimed,
    step: Number(head[1]),
    samples: null,
    ...(loss === undefined ? {} : { loss }),
    ...(lr === undefined ? {} : { lr }),
    ...(measured ? { metrics } : {}),
    extra,
  };
}

/** A row of llm.c: `s:100 trl:3.2 lr:0.0001 norm:0.5` in training, `s:100 tel:3.3` in evaluation. */
function llmcRow(line: number, text: string): Row | null {
  const parts = LLMC.exec(text);
  const value = numberIn(parts?.[3] ?? "x");
  if (!parts || value === undefined) return null;
  const common = { line, clock: null, step: Number(parts[1]), samples: null };
  if (parts[2] === "tel") return { ...common, kind: "eval", metrics: { val_loss: value } };
  const extra: Record<string, number | null> = {};
  let lr: number | null | undefined;
  for (const [, key = "", text_ = ""] of (parts[4] ?? "").matchAll(/(\w+):(\S+)/g)) {
    const read = numberIn(text_);
    if (read === undefined) return null;
    if (key === "lr") lr = read;
    else extra[metricIdOf(key)] = read;
  }
  return { ...common, kind: "step", loss: value, ...(lr === undefined ? {} : { lr }), extra };
}

/** Text logs of the nanogpt speedrun, of every generation, and of what grew from it. */
export const nanogpt: Dialect = {
  id: "nanogpt",
  title: "nanogpt speedrun text logs (llm.c, modded-nanogpt, Parameter Golf)",
  warmsUp: true,
  async *rows(lines, _options, report) {
    for await (const { number, text, terminated } of lines) {
      const trimmed = text.trimEnd();
      const row = moddedRow(number, trimmed) ?? llmcRow(number, trimmed);
      if (!terminated && (row === null || /\d$/.test(trimmed))) {
        // Without its end a number may be half a number.
        if (/^(step:|s:|\d+\/)/.test(trimmed) && row === null) {
          report.note("the last line is cut off: left out", number);
          continue;
        }
      }
      if (row) yield row;
      else if (trimmed !== "")
        report.count("line that is no row (source code, tables, messages): left out", number);
    }
  },
};
