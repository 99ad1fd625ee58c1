import type { LogEvent } from "../schemas/log-event.ts";
import type { BrokenReason } from "./summary.ts";

export type ParsedLine =
  | { readonly event: LogEvent }
  | { readonly reason: BrokenReason; readonly field?: string };

const METRIC_ID = /^[a-z][a-z0-9_]*$/;
const LONGEST_METRIC_ID = 60;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const EVENTS = new Set(["start", "step", "eval", "pause", "resume", "end"]);

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumberOrNull = (value: unknown) => value === null || Number.isFinite(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function areMetrics(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const key of Object.keys(value)) {
    if (key.length > LONGEST_METRIC_ID || !METRIC_ID.test(key)) return false;
    if (!isNumberOrNull(value[key])) return false;
  }
  return true;
}

/** What each optional key has to be where it occurs. */
const optional: ReadonlyArray<readonly [keyof LogEvent & string, (value: unknown) => boolean]> = [
  ["step", isCount],
  ["samples", isCount],
  ["loss", isNumberOrNull],
  ["lr", isNumberOrNull],
  ["metrics", areMetrics],
  ["seed", isCount],
  ["time", (value) => typeof value === "string" && TIMESTAMP.test(value)],
  ["note", (value) => typeof value === "string"],
];

/**
 * The key that keeps a value from being a log event, or null if it is one. Says the same as
 * `logEventSchema`, many times faster: a log can have a million lines. A test compares the two.
 */
export function faultOf(value: Record<string, unknown>): string | null {
  if (typeof value.event !== "string" || !EVENTS.has(value.event)) return "event";
  const clock = value.clock;
  if (typeof clock !== "number" || !Number.isFinite(clock) || clock < 0) return "clock";
  for (const [key, holds] of optional) {
    if (value[key] !== undefined && !holds(value[key])) return key;
  }
  return null;
}

/** Reads one line of a log. Never throws. */
export function parseLine(text: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Python's json module writes these by default; no JSON reader elsewhere takes them.
    return { reason: /[:[,]\s*-?(NaN|Infinity)\b/.test(text) ? "not-a-number" : "not-json" };
  }
  if (!isObject(value)) return { reason: "not-an-object" };
  const field = faultOf(value);
  return field === null ? { event: value as LogEvent } : { reason: "bad-field", field };
}
