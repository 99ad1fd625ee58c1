import { metricIdOf, numberIn } from "../columns.ts";
import type { Dialect, Row } from "../row.ts";
import { momentIn } from "./table.ts";

const STAMPED = /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:[.,]\d+)?\]\s?(.*)$/;
const STEP = /^Step:\s*([\d,]+),\s*Training Logs:\s*(.*)$/;
const isLoss = (key: string) => key === "loss_final" || key === "loss";

/** A training row: "Step: 123, Training Logs: loss_final: 0.12, grad_norm: 0.5". */
function stepRow(line: number, moment: number | null, step: string, logs: string): Row | null {
  let loss: number | null | undefined;
  let mean: number | null | undefined;
  let lr: number | null | undefined;
  const extra: Record<string, number | null> = {};
  for (const pair of logs.split(",")) {
    const [key = "", text = ""] = pair.split(":").map((part) => part.trim());
    if (key === "") continue;
    const value = numberIn(text);
    if (value === undefined) return null;
    if (isLoss(key)) loss = value;
    else if (key === "lr" || key === "learning_rate") lr = value;
    else {
      extra[metricIdOf(key)] = value;
      if (key === "loss_mean" || key === "denoising_loss") mean ??= value;
    }
  }
  const found = loss ?? mean;
  return {
    line,
    kind: "step",
    clock: null,
    step: Number(step.replaceAll(",", "")),
    samples: null,
    ...(found === undefined ? {} : { loss: found }),
    ...(lr === undefined ? {} : { lr }),
    moment,
    extra,
  };
}

/** SR-DiT, REG and REPA: log.txt. Its clock is made of time stamps; its metrics lie elsewhere. */
export const srDit: Dialect = {
  id: "sr-dit",
  title: "SR-DiT, REG, REPA: log.txt",
  async *rows(lines, _options, report) {
    let launches = 0;
    let begun = false;
    let before: number | null = null;
    for await (const { number, text, terminated } of lines) {
      const stamped = STAMPED.exec(text);
      const moment = stamped ? momentIn(stamped[1]) : null;
      const message = (stamped?.[2] ?? text).trim();
      const step = STEP.exec(message);
      const row = step && stepRow(number, moment ?? before, step[1] ?? "", step[2] ?? "");
      if (row && (terminated || stamped)) {
        if (!begun && before !== null) yield origin(before, number);
        begun = true;
        yield row;
      } else if (!terminated && message !== "")
        report.note("the last line is cut off: left out", number);
      else if (message.startsWith("Experiment directory created")) {
        launches += 1;
        if (launches > 1) {
          report.note(
            "launched again: the time between the launches counts, and so do the steps that were done again",
            number,
          );
        }
      } else if (message !== "") report.count("message that is no training row: left out", number);
      before = moment ?? before;
    }
    report.note(
      "the clock is made of time stamps of one second: checkpoints, sampling and pauses are in it",
    );
  },
};

/** The moment the clock begins: the last message before the first training row. */
const origin = (moment: number, line: number): Row => ({
  line,
  kind: "step",
  clock: null,
  step: 0,
  samples: 0,
  moment,
});
