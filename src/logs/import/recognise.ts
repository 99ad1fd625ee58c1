/** The canonical log, or the id of a dialect. */
export type Format = "canonical" | string;

/** As much of a log as tells what it is: nanogpt's begin with their whole source code. */
export const RECOGNISED_FROM = 1 << 20;

const NANOGPT =
  /^(?:\S+ )?(?:step|s):\s*\d+(?:\/\d+)?\s+(?:val_loss|train_loss|val loss|tel|trl|train_time)\s*:/m;
const SR_DIT =
  /\bStep: ?\d+, Training Logs:|\(step=0*\d+\)\s+Train Loss:|\bstep=\d+[^\n]*\bloss[=:]/i;
const CANONICAL = /^\s*\{[^\n]*"event"\s*:\s*"(start|step|eval)"/;
const TRAINER_STATE = /"log_history"\s*:/;

/** Cells of a line, as far as telling formats apart needs them; quotes are taken off. */
const cellsOf = (line: string, separator: string) =>
  line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));

/** What a table is, told from its header. */
function table(header: string): Format | null {
  const tab = header.includes("\t");
  const cells = cellsOf(header, tab ? "\t" : header.includes(";") ? ";" : ",");
  if (cells.length < 2) return null;
  const lower = cells.map((cell) => cell.toLowerCase());
  const has = (...names: string[]) => names.every((name) => lower.includes(name));
  if (has("wall time", "step", "value")) return "tensorboard";
  const chart = cells.some((cell) => cell.includes(" - ") || /__M(IN|AX)$/.test(cell));
  if (
    chart ||
    lower.some((cell) =>
      ["_step", "_runtime", "_timestamp", "relative time (process)"].includes(cell),
    )
  ) {
    return "wandb";
  }
  if (
    tab &&
    has("epoch") &&
    lower.some((cell) => /^(hours|time)/.test(cell)) &&
    lower.some((cell) => cell.startsWith("top"))
  ) {
    return "dawnbench";
  }
  if (!tab && has("epoch", "step")) return "lightning";
  return cells.every((cell) => cell !== "" && !/^[\d.+-]+$/.test(cell)) ? "csv" : null;
}

/**
 * What wrote a log, told from its beginning; null where nothing known did. A guess for people to
 * see and change: the import itself says what does not fit.
 */
export function recognise(head: string, fileName = ""): Format | null {
  const text = head.replace(/^\uFEFF/, "");
  const first = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== "") ?? "";
  if (CANONICAL.test(first)) return "canonical";
  if (/^\s*(\{|\[\s*(\{|$))/.test(first)) return TRAINER_STATE.test(text) ? "hf-trainer" : null;
  if (NANOGPT.test(text)) return "nanogpt";
  if (SR_DIT.test(text)) return "sr-dit";
  const found = table(first);
  if (found === "lightning" && !/metrics/i.test(fileName)) {
    // Both columns are common; Lightning leaves most cells of a row empty.
    return /,,/.test(text) ? "lightning" : "csv";
  }
  return found;
}
