import { isEvaluated, metricIdOf } from "../names.ts";
import { numberIn } from "../numbers.ts";
import { NotImported, quoted, type Report } from "../report.ts";
import type { Dialect, ImportOptions, Row } from "../row.ts";
import { jsonParts, recordLines } from "./record-lines.ts";

/** A trainer_state.json holds one JSON document; larger ones are refused. */
const LARGEST = 200_000_000;

/**
 * Python writes NaN and Infinity, which JSON does not know. Outside of strings they become strings,
 * and are numbers again where a record is read.
 */
function parsed(text: string): unknown {
  if (!/NaN|Infinity/.test(text)) return JSON.parse(text);
  const quoted: string[] = [];
  for (const { part, isString } of jsonParts(text)) {
    quoted.push(isString ? part : part.replaceAll(/-?Infinity|NaN/g, '"$&"'));
  }
  return JSON.parse(quoted.join(""));
}

function historyOf(text: string): readonly unknown[] {
  let state: unknown;
  try {
    state = parsed(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new NotImported(
      `The file is not JSON. Expected the trainer_state.json of a checkpoint, whole. The reader says: ${why}`,
    );
  }
  // Some keep the list alone.
  if (Array.isArray(state) && state.some((one) => isRecord(one) && "step" in one)) return state;
  const history = isRecord(state) ? state.log_history : undefined;
  if (!Array.isArray(history)) {
    throw new NotImported("There is no list log_history in it. Expected a trainer_state.json.");
  }
  return history;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Numbers, also those that were written as text. */
function number(value: unknown): number | null | undefined {
  if (typeof value === "number") return value;
  if (value === null) return null;
  return typeof value === "string" ? numberIn(value) : undefined;
}

const finite = (value: unknown): number | null => {
  const found = number(value);
  return typeof found === "number" && Number.isFinite(found) ? found : null;
};

/** Steps that took a known time together: a training, or a part of one that was gone on with. */
type Stretch = { readonly from: number; readonly to: number; readonly seconds: number };

function stretchesOf(records: readonly Record<string, unknown>[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const record of records) {
    const [seconds, to] = [finite(record.train_runtime), finite(record.step)];
    const from = stretches.at(-1)?.to ?? 0;
    if (seconds !== null && to !== null && to > from) stretches.push({ from, to, seconds });
  }
  return stretches;
}

/** Seconds until a step, where every step of a stretch takes as long as the others. */
function clockAt(step: number, stretches: readonly Stretch[]): number | null {
  let clock = 0;
  for (const { from, to, seconds } of stretches) {
    clock += ((Math.min(Math.max(step, from), to) - from) / (to - from)) * seconds;
  }
  const last = stretches.at(-1);
  if (last && step > last.to) clock += ((step - last.to) / (last.to - last.from)) * last.seconds;
  return last ? clock : null;
}

function stretchedClock(
  records: readonly Record<string, unknown>[],
  options: ImportOptions,
  report: Report,
): (step: number) => number | null {
  const { stepSeconds } = options;
  if (stepSeconds !== undefined) return (step) => step * stepSeconds;
  const stretches = stretchesOf(records);
  const last = stretches.at(-1);
  if (last) {
    report.note(
      `the file has no clock but train_runtime: it is spread evenly over ${last.to} steps, evaluations included`,
    );
  }
  if (stretches.length > 1) {
    report.note(
      `train_runtime stands there ${stretches.length} times: each covers the steps since the one before`,
    );
  }
  return (step) => clockAt(step, stretches);
}

/** Hugging Face Trainer: trainer_state.json. It has no clock but the run's total. */
export const trainerState: Dialect = {
  id: "hf-trainer",
  title: "Hugging Face Trainer, trainer_state.json",
  longestLine: LARGEST,
  reader(options, report, emit) {
    const lines: string[] = [];
    let size = 0;
    return {
      line({ text }) {
        size += text.length + 1;
        if (size > LARGEST) {
          throw new NotImported("The file is larger than 200 MB. Expected a trainer_state.json.");
        }
        lines.push(text);
      },
      end() {
        const text = lines.join("\n");
        const history = historyOf(text);
        const at = recordLines(text);
        const records = history.filter(isRecord);
        if (records.length < history.length) {
          report.note(
            `${history.length - records.length} entries of log_history are no objects: left out`,
          );
        }
        const clock = stretchedClock(records, options, report);
        for (const [index, record] of history.entries()) {
          if (isRecord(record)) rowsOf(record, at[index] ?? 1, clock, report, emit);
        }
      },
    };
  },
};

function rowsOf(
  record: Record<string, unknown>,
  line: number,
  clockOf: (step: number) => number | null,
  report: Report,
  emit: (row: Row) => void,
): void {
  const step = finite(record.step);
  const metrics: Record<string, number | null> = {};
  const extra: Record<string, number | null> = {};
  let loss: number | null | undefined;
  let lr: number | null | undefined;
  for (const [key, value] of Object.entries(record)) {
    if (key === "step") continue;
    const read = number(value);
    if (read === undefined)
      report.count(`value of ${quoted(key)} that is no number: left out`, line);
    else if (key === "loss") loss = read;
    else if (key === "learning_rate" || key === "lr") lr = read;
    else if (isEvaluated(key)) metrics[metricIdOf(key)] = read;
    else extra[metricIdOf(key)] = read;
  }
  const whole = step !== null && Number.isSafeInteger(step) && step >= 0;
  if (!whole) report.count("record without a step: kept without it", line);
  const common = {
    line,
    clock: step === null ? null : clockOf(step),
    step: whole ? step : null,
    samples: null,
  };
  const measured = Object.keys(metrics).length > 0;
  const trained = loss !== undefined || lr !== undefined || !measured;
  const values = { ...(loss === undefined ? {} : { loss }), ...(lr === undefined ? {} : { lr }) };
  if (trained) emit({ ...common, kind: "step", ...values, extra });
  if (measured) emit({ ...common, kind: "eval", metrics, ...(trained ? {} : { extra }) });
}
