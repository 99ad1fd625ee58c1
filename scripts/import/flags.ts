import { basename } from "node:path";
import { metricIdOf, numberIn, unitSeconds } from "../../src/logs/import/columns.ts";
import type { Column, ImportOptions } from "../../src/logs/import/row.ts";
import { Misuse } from "../io.ts";

/** Flags of `import`, for node:util's parseArgs. */
export const importFlags = {
  output: { type: "string", short: "o" },
  batch: { type: "string" },
  seed: { type: "string" },
  "step-seconds": { type: "string" },
  run: { type: "string" },
  series: { type: "string" },
  clock: { type: "string" },
  step: { type: "string" },
  samples: { type: "string" },
  loss: { type: "string" },
  lr: { type: "string" },
  timestamp: { type: "string" },
  metric: { type: "string", multiple: true },
  evaluation: { type: "string", multiple: true },
  tag: { type: "string", multiple: true },
} as const;

type Flags = {
  readonly [name in keyof typeof importFlags]?: name extends "metric" | "evaluation" | "tag"
    ? string[] | undefined
    : string | undefined;
};

const columnFlags = ["clock", "step", "samples", "loss", "lr", "timestamp"] as const;

function numberOf(
  flags: Flags,
  name: "batch" | "seed" | "step-seconds" | "run",
): number | undefined {
  const text = flags[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value >= 0) || (name !== "step-seconds" && !Number.isInteger(value))) {
    throw new Misuse(`--${name} has to be a number, not ${JSON.stringify(text)}.`);
  }
  return value;
}

/** `NAME`, `NAME:unit` (ms, s, min, h) or `NAME*factor`. */
function columnOf(text: string): Column {
  const scaled = /^(.+)\*([\d.eE+-]+)$/.exec(text);
  if (scaled?.[1] && Number.isFinite(Number(scaled[2]))) {
    return { name: scaled[1], factor: Number(scaled[2]) };
  }
  const united = /^(.+):(\w+)$/.exec(text);
  const seconds = united?.[2] === undefined ? undefined : unitSeconds[united[2]];
  if (united?.[1] && seconds !== undefined) return { name: united[1], factor: seconds };
  return { name: text, factor: 1 };
}

/** Lines `Name: value` of an evaluator's file, as metrics. */
function evaluatorMetrics(text: string): Record<string, number> {
  const metrics: Record<string, number> = {};
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, name = "", value = ""] = /^\s*([^:]+):\s*(\S+)\s*$/.exec(line) ?? [];
    const number = numberIn(value);
    if (name && typeof number === "number" && Number.isFinite(number))
      metrics[metricIdOf(name)] = number;
  }
  return metrics;
}

/** `FILE=NAME`: the tag of a file of scalars, where its name does not say it. */
export function tagsOf(
  flags: readonly string[],
  logs: readonly string[],
  takesTags: boolean,
): Map<string, string> {
  if (flags.length > 0 && !takesTags) throw new Misuse("--tag goes with tensorboard only.");
  return new Map(
    flags.map((text) => {
      const at = text.lastIndexOf("=");
      const [file, tag] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
      const log = logs.find((one) => one === file || basename(one) === file);
      if (at < 1 || tag === "") {
        throw new Misuse(`--tag has to be FILE=NAME, not ${JSON.stringify(text)}.`);
      }
      if (log === undefined) {
        throw new Misuse(`--tag names ${JSON.stringify(file)}, which is none of the logs.`);
      }
      return [log, tag] as const;
    }),
  );
}

/** What the flags say; `read` opens an evaluator's file. */
export function importOptions(
  flags: Flags,
  fileName: string,
  read: (file: string) => string,
): ImportOptions {
  const metrics = (flags.metric ?? []).map((text) => {
    const [, id, column] = /^([a-z][a-z0-9_]*)=(.+)$/.exec(text) ?? [];
    if (!id || !column)
      throw new Misuse(`--metric has to be id=COLUMN, not ${JSON.stringify(text)}.`);
    return [id, columnOf(column)] as const;
  });
  const columns = columnFlags.flatMap((name) => {
    const text = flags[name];
    return text === undefined ? [] : [[name, columnOf(text)] as const];
  });
  const evaluations = (flags.evaluation ?? []).map((text) => {
    const [, step, file] = /^(\d+)=(.+)$/.exec(text) ?? [];
    if (!step || !file)
      throw new Misuse(`--evaluation has to be STEP=FILE, not ${JSON.stringify(text)}.`);
    const renamed = evaluatorMetrics(read(file));
    for (const [id, { name, factor }] of metrics) {
      const value = renamed[metricIdOf(name)];
      if (value === undefined) continue;
      delete renamed[metricIdOf(name)];
      renamed[id] = value * factor;
    }
    return { step: Number(step), metrics: renamed };
  });
  const [batch, seed, stepSeconds, run] = (["batch", "seed", "step-seconds", "run"] as const).map(
    (name) => numberOf(flags, name),
  );
  return {
    fileName,
    ...(batch === undefined ? {} : { batch }),
    ...(seed === undefined ? {} : { seed }),
    ...(stepSeconds === undefined ? {} : { stepSeconds }),
    ...(run === undefined ? {} : { run }),
    ...(flags.series === undefined ? {} : { series: flags.series }),
    ...(metrics.length > 0 ? { metrics: Object.fromEntries(metrics) } : {}),
    ...(columns.length > 0 ? { columns: Object.fromEntries(columns) } : {}),
    ...(evaluations.length > 0 ? { evaluations } : {}),
  };
}
