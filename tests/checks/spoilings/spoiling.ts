import type { Code } from "../../../src/findings/catalogue.ts";
import type { SpoiledEntry } from "../entry.ts";

export const result = "result.json";
/** The first of the entry's two logs. */
export const log = "run-3.jsonl";

/** One way to spoil an entry, and the codes that the check must then say, no more and no fewer. */
export type Spoiling = {
  readonly codes: readonly Code[];
  readonly spoil: (entry: SpoiledEntry) => void;
};

export type Point = { clock: number; samples: number; metrics: Record<string, number> };

/** The evaluation point of a log at a step. */
export function pointOf(entry: SpoiledEntry, step: number, name = log): Point {
  const row = entry
    .read(name)
    .split("\n")
    .find((line) => line.includes(`"event":"eval"`) && line.includes(`"step":${step},`));
  if (row === undefined) throw new Error(`${name} has no evaluation at step ${step}`);
  return JSON.parse(row);
}

/** Claims another evaluation point of the first run. */
export function claimPoint(entry: SpoiledEntry, step: number): void {
  const { clock, samples, metrics } = pointOf(entry, step);
  const document = JSON.parse(entry.read(result));
  document.runs[0].claim = { clock_seconds: clock, samples_seen: samples, metrics };
  entry.write(result, JSON.stringify(document, null, 2));
}

export const scaledClock = (text: string, factor: number) =>
  text.replaceAll(
    /"clock":([\d.]+)/g,
    (_, clock) => `"clock":${Number((Number(clock) * factor).toFixed(6))}`,
  );

export const exception = (code: string) =>
  `exceptions:\n  - {code: ${code}, reason: Agreed in the meeting., by: [test reviewer]}\n`;
