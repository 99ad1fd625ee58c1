import type { LogSummary } from "../logs/summary.ts";
import { blankResult } from "../new-entry/blank-submission.ts";
import { type BlankRun, runFromLog } from "../new-entry/run-from-log.ts";
import type { Ruleset, Track } from "../schemas/ruleset.ts";
import { type Field, README_KEY, type Section, type Values } from "./fields.ts";

/** One training as the page knows it. */
export type MadeRun = {
  readonly file: string;
  readonly summary: LogSummary;
  readonly seed: number | null;
  /** Samples that go into the folder, or lie at an address. */
  readonly samples: { readonly name: string; readonly sha256: string } | null;
};

export type Made = {
  readonly ruleset: Ruleset;
  readonly track: Track;
  readonly date: string;
  readonly schema: string;
  readonly sections: readonly Section[];
  readonly values: Values;
  readonly runs: readonly MadeRun[];
};

type Holder = { [key: string | number]: unknown };

/** Puts a value at a JSON Pointer, making lists and objects on the way where there are none. */
function put(document: Holder, pointer: string, value: unknown): void {
  const keys = pointer.slice(1).split("/");
  let holder = document;
  for (const [index, key] of keys.slice(0, -1).entries()) {
    const next = holder[key];
    if (typeof next !== "object" || next === null) {
      holder[key] = /^\d+$/.test(keys[index + 1] ?? "") ? [] : {};
    }
    holder = holder[key] as Holder;
  }
  holder[keys.at(-1) ?? ""] = value;
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** What a field's text means; null where nothing was entered. */
function meant({ kind }: Field, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (kind === "lines") return linesOf(trimmed);
  if (kind === "check") return trimmed === "true" ? true : null;
  if (kind !== "number") return trimmed;
  const digits = trimmed.replaceAll(/[_,\s](?=\d)/g, "");
  // What is no number stays text: the check says what is wrong with it, at its field.
  return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(digits) ? Number(digits) : trimmed;
}

/** result.json as far as it is known; what is missing is named in it as a blank. */
export function resultText(made: Made): string {
  const { ruleset, track, date, schema, sections, values, runs } = made;
  const result = JSON.parse(JSON.stringify(blankResult(ruleset, track, date, schema))) as Holder;
  const [blank] = result["runs"] as BlankRun[];
  if (runs.length > 0 && blank) {
    result["runs"] = runs.map((run) => {
      const filled = runFromLog(run.summary, run.file, run.samples, blank, { ruleset, track });
      return run.seed === null ? filled : { ...filled, seed: run.seed };
    });
  }
  for (const field of sections.flatMap((section) => section.fields)) {
    if (field.key.startsWith(README_KEY)) continue;
    const value = meant(field, values[field.key] ?? "");
    if (value !== null) put(result, field.key, value);
  }
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** README.md from what was told; a part that is missing is left out. */
export function readmeText({ values }: Pick<Made, "values">): string {
  const title = (values["/title"] ?? "").trim() || "FILL IN: the title";
  const parts = [
    ["What changed", values[`${README_KEY}/what`]],
    ["Why it should help", values[`${README_KEY}/why`]],
    ["How it was made", values[`${README_KEY}/how`]],
  ].map(([heading, text]) => `## ${heading}\n\n${(text ?? "").trim() || "FILL IN"}\n`);
  return `# ${title}\n\n${parts.join("\n")}`;
}
