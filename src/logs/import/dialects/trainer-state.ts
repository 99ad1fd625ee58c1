import { metricIdOf } from "../columns.ts";
import { NotImported } from "../report.ts";
import type { Dialect, Row } from "../row.ts";
import type { TextLine } from "../text-lines.ts";

/** A trainer_state.json holds one JSON document; larger ones are refused. */
const LARGEST = 200_000_000;

async function textOf(lines: AsyncIterable<TextLine>): Promise<string> {
  const parts: string[] = [];
  let size = 0;
  for await (const { text } of lines) {
    size += text.length;
    if (size > LARGEST) throw new NotImported("The file is larger than 200 MB.");
    parts.push(text);
  }
  // Hugging Face writes NaN and Infinity, which JSON does not know, outside of strings.
  return parts.join("\n").replaceAll(/([:[,]\s*)(-?Infinity|NaN)\b/g, "$1null");
}

const number = (value: unknown) => (typeof value === "number" ? value : null);

/** Hugging Face Trainer: trainer_state.json. It has no clock but the run's total. */
export const trainerState: Dialect = {
  id: "hf-trainer",
  title: "Hugging Face Trainer, trainer_state.json",
  async *rows(lines, options, report) {
    let state: unknown;
    try {
      state = JSON.parse(await textOf(lines));
    } catch (cause) {
      if (cause instanceof NotImported) throw cause;
      throw new NotImported(
        "The file is not JSON. Expected the trainer_state.json of a checkpoint.",
      );
    }
    const history = (state as { log_history?: unknown } | null)?.log_history;
    if (!Array.isArray(history)) {
      throw new NotImported("There is no list log_history in it. Expected a trainer_state.json.");
    }
    const records = history.filter(
      (one): one is Record<string, unknown> => typeof one === "object" && one !== null,
    );
    const total = records.find((one) => number(one.train_runtime) !== null);
    const last = Math.max(0, ...records.map((one) => number(one.step) ?? 0));
    const perStep =
      options.stepSeconds ??
      (total && last > 0 ? (number(total.train_runtime) ?? 0) / last : undefined);
    if (options.stepSeconds === undefined && perStep !== undefined) {
      report.note(
        `the file has no clock but train_runtime: it is spread evenly over ${last} steps, evaluations included`,
      );
    }
    for (const [index, record] of records.entries()) yield* rowOf(record, index + 1, perStep);
  },
};

function* rowOf(
  record: Record<string, unknown>,
  line: number,
  perStep: number | undefined,
): Generator<Row> {
  const step = number(record.step);
  const metrics: Record<string, number | null> = {};
  const extra: Record<string, number | null> = {};
  for (const [key, value] of Object.entries(record)) {
    if (["step", "loss", "learning_rate"].includes(key) || typeof value !== "number") continue;
    const measured = key.startsWith("eval_") && !/_(runtime|per_second)$/.test(key);
    (measured ? metrics : extra)[metricIdOf(key)] = value;
  }
  const common = {
    line,
    clock: step !== null && perStep !== undefined ? step * perStep : null,
    step,
    samples: null,
    extra,
  };
  if (Object.keys(metrics).length > 0) yield { ...common, kind: "eval", metrics };
  else
    yield { ...common, kind: "step", loss: number(record.loss), lr: number(record.learning_rate) };
}
