import { isEvaluated, metricIdOf } from "../names.ts";
import { numberIn } from "../numbers.ts";
import { extraOf, type Pair, pairsOf, secondsOf } from "../pairs.ts";
import { quoted, type Report } from "../report.ts";
import type { Dialect, Row } from "../row.ts";
import { Stamps } from "../stamps.ts";
import type { TextLine } from "../text-lines.ts";

/**
 * How a row begins. Anchored: the training script stands in the log and prints lines much like
 * these. "step:125/5100 …", "4989/20000 …", "step:125 …", "step 125/5100: …".
 */
const HEAD =
  /^(?:step[:= ]\s?(\d{1,15})(?:\s?\/\s?(\d{1,15}))?|(\d{1,15})\/(\d{1,15}))[:,|]?\s+(?=[A-Za-z_])/i;
/** What can stand before it: the time of an epoch or of the day in seconds. */
const LEAD = /^\d{1,12}(?:\.\d{1,9})?\s+(?=step[:= ]|\d{1,15}\/)/i;
const LLMC = /^s:(\d{1,15}) (tel|trl|eval):(\S{1,40})(.*)$/;
/** An evaluation that belongs to no step: "final_int8_zlib_roundtrip val_loss:2.07 val_bpb:1.22". */
const STAGE = /^([A-Za-z]\w{2,60}(?:[: ]\w{1,60}){0,3}?):? +(?=val_\w{1,30}[:=])/;
/** Lines that nobody writes by hand; a row with a screenful of text is none. */
const LONGEST_ROW = 4_000;

const isTime = (name: string) => /^((train|training|total)?_?time|elapsed(_time)?)$/i.test(name);
const isLoss = (name: string) => /^(train_?)?loss$/i.test(name.replace(" ", "_"));
const isAverage = (name: string) => name === "step_avg";

/** Milliseconds are what these programs count in where they name no unit; elapsed means seconds. */
function clockOf(pair: Pair): number {
  const seconds = secondsOf(pair);
  if (seconds !== null) return seconds;
  return /^elapsed/i.test(pair.name) ? pair.value : pair.value / 1000;
}

/** A row of modded-nanogpt and its descendants: `step:125/5100 val_loss:4.9 train_time:16121ms`. */
function moddedRow(line: number, text: string, report: Report): Row | null {
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  const head = HEAD.exec(lead === 0 ? text : text.slice(lead));
  if (!head) return null;
  const { pairs, rest } = pairsOf(text, lead + head[0].length);
  let clock: number | null = null;
  let loss: number | undefined;
  let lr: number | undefined;
  let untimed = false;
  const metrics: Record<string, number> = {};
  const extra: Record<string, number> = {};
  for (const pair of pairs) {
    const { name, value, unit } = pair;
    if (isTime(name)) {
      clock = clockOf(pair);
      if (unit === "")
        report.count(
          `${name} without a unit: taken as ${/^e/i.test(name) ? "seconds" : "milliseconds"}`,
          line,
        );
    } else if (isLoss(name)) loss = value;
    else if (/^lr$/i.test(name)) lr = value;
    else if (isAverage(name) && Number.isNaN(value)) untimed = true;
    else if (unit === "" && isEvaluated(name)) metrics[metricIdOf(name)] = value;
    else {
      const [key, kept] = extraOf(pair);
      extra[key] = kept;
    }
  }
  const measured = Object.keys(metrics).length > 0;
  // A row of nothing but foreign words is no row.
  if (!measured && loss === undefined && clock === null) return null;
  if (rest !== "") report.count("words in a row that are no named number: left out", line);
  if (clock !== null && !Number.isFinite(clock)) clock = null;
  return {
    line,
    kind: measured ? "eval" : "step",
    clock,
    untimed,
    step: Number(head[1] ?? head[3]),
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
  // The benchmark that llm.c evaluates beside the loss.
  if (parts[2] === "eval") return { ...common, kind: "eval", metrics: { hellaswag: value } };
  const extra: Record<string, number> = {};
  let lr: number | undefined;
  for (const pair of pairsOf(parts[4] ?? "").pairs) {
    if (pair.name === "lr") lr = pair.value;
    else {
      const [key, kept] = extraOf(pair);
      extra[key] = kept;
    }
  }
  return { ...common, kind: "step", loss: value, ...(lr === undefined ? {} : { lr }), extra };
}

/** An evaluation after the training, of another form of the model: its metrics carry its name. */
function stageRow(line: number, text: string, report: Report): Row | null {
  const stage = STAGE.exec(text);
  if (!stage) return null;
  const { pairs } = pairsOf(text, stage[0].length);
  const metrics: Record<string, number> = {};
  const extra: Record<string, number> = {};
  for (const pair of pairs) {
    if (pair.unit === "" && isEvaluated(pair.name))
      metrics[metricIdOf(`${stage[1]} ${pair.name}`)] = pair.value;
    else {
      const [key, kept] = extraOf(pair);
      extra[key] = kept;
    }
  }
  if (Object.keys(metrics).length === 0) return null;
  report.note(
    `an evaluation of ${quoted(stage[1] ?? "")}, without a step: it stands at the clock of the row above, its metrics carry that name`,
    line,
  );
  return { line, kind: "eval", clock: null, step: null, samples: null, metrics, extra };
}

/** How a line ends: its last name, the unit behind the number, the digits behind the point. */
function endOf(text: string) {
  const last = pairsOf(text).pairs.at(-1);
  const digits = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
  return { name: last?.name, unit: last?.unit, digits };
}

/** Whether a line ends like the one before of its kind; fewer digits were cut off. */
function endsLike(text: string, before: string): boolean {
  const [end, known] = [endOf(text), endOf(before)];
  return end.name === known.name && end.unit === known.unit && end.digits >= known.digits;
}

/** Text logs of the nanogpt speedrun, of every generation, and of what grew from it. */
export const nanogpt: Dialect = {
  id: "nanogpt",
  title: "nanogpt speedrun text logs (llm.c, modded-nanogpt, Parameter Golf)",
  warmsUp: true,
  ranks: true,
  reader(_options, report, emit) {
    const stamps = new Stamps();
    /** The latest line of each kind, to tell whether the last one of the log is whole. */
    const latest = new Map<Row["kind"], string>();
    const read = (number: number, text: string): Row | null => {
      if (text.length > LONGEST_ROW || !/^[\w[]/.test(text)) return null;
      const { message, moment } = stamps.read(text);
      const row = moddedRow(number, message, report) ?? llmcRow(number, message);
      // The training script stands before the first row; its words are no evaluation.
      const found = row ?? (latest.size > 0 ? stageRow(number, message, report) : null);
      return found && moment !== null && found.clock === null ? { ...found, moment } : found;
    };
    /** Without its end a number may be half a number, so it has to look like the line before. */
    const isTorn = ({ kind }: Row, text: string) => {
      const before = latest.get(kind);
      return before === undefined ? /\d$/.test(text) : !endsLike(text, before);
    };
    return {
      line({ number, text, terminated }: TextLine) {
        const trimmed = text.trimEnd();
        const row = read(number, trimmed);
        if (!terminated && (row ? isTorn(row, trimmed) : /^(step:|s:|\d+\/)/.test(trimmed))) {
          report.note("the last line is cut off: left out", number);
        } else if (row) {
          if (row.step !== null) latest.set(row.kind, trimmed);
          emit(row);
        } else if (/^(step:\d|s:\d+ t)/.test(trimmed)) {
          report.count("line that begins like a row and cannot be read: left out", number);
        } else if (trimmed !== "") {
          report.count("line that is no row (source code, tables, messages): left out", number);
        }
      },
      end() {},
    };
  },
};
