import { compact, day, given, seconds } from "../components/numbers.ts";
import type { AxisSpec } from "./projection.ts";
import {
  clockTickLabel,
  clockTicks,
  linearTicks,
  logClockTicks,
  logTicks,
  readsAsClock,
  timeTickLabel,
  timeTicks,
} from "./ticks.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** From this ratio of largest to smallest on, a value axis is logarithmic. */
const LOG_RATIO = 10;

const clockUnit = (high: number) =>
  readsAsClock(high) ? (high >= 3600 ? "h:min:s" : "min:s") : "s";

/** An axis of moments with room at its right end for the last step. */
export function timeAxis(first: number, last: number, wanted: number): AxisSpec {
  const span = last === first ? 14 * DAY : Math.max(last - first, HOUR);
  const domain = [first - span * 0.04, last + span * 0.3] as const;
  const label = timeTickLabel(span);
  const oneDay = span <= 2 * DAY;
  const days = [...new Set([first, last].map((ms) => day(new Date(ms).toISOString())))];
  return {
    label: oneDay ? `opened, ${days.join(" – ")} (UTC) →` : "opened (UTC) →",
    domain,
    ticks: timeTicks(domain[0], domain[1], wanted, oneDay ? 0 : DAY),
    tickFormat: (value) => label(new Date(value)),
  };
}

/** An axis of durations for values that all matter: logarithmic where they span a decade. */
export function valueAxis(values: readonly number[], name: string, wanted: number): AxisSpec {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const unit = clockUnit(high);
  const tickFormat = clockTickLabel(high);
  if (low > 0 && high / low > LOG_RATIO) {
    const domain = [low * 0.75, high * 1.7] as const;
    return {
      label: `↑ ${name} (${unit}, log scale)`,
      domain,
      ticks: readsAsClock(high)
        ? logClockTicks(domain[0], domain[1], wanted + 2)
        : logTicks(domain[0], domain[1], wanted + 4),
      tickFormat,
      type: "log",
    };
  }
  const span = high - low || high || 1;
  const domain = [Math.max(0, low - span * 0.2), high + span * 0.4] as const;
  return {
    label: `↑ ${name} (${unit})`,
    domain,
    ticks: clockTicks(domain[0], domain[1], wanted),
    tickFormat,
  };
}

/** The training clock from zero on. */
export function clockAxis(high: number, wanted: number): AxisSpec {
  const unit = clockUnit(high);
  return {
    label: `training clock (${unit}) →`,
    domain: [0, high],
    ticks: clockTicks(0, high, wanted),
    tickFormat: clockTickLabel(high),
  };
}

/** The training samples seen from zero on. */
export function samplesAxis(high: number, wanted: number): AxisSpec {
  return {
    label: "training samples seen →",
    domain: [0, high],
    ticks: linearTicks(0, high, wanted),
    tickFormat: (value) => (value === 0 ? "0" : compact(value).replace(/\.0+(?=\D|$)/, "")),
  };
}

/** A place on one of the two axes that progress is measured against, in words. */
export const position = (axis: "clock" | "samples", value: number): string =>
  axis === "clock" ? seconds(value) : `${compact(value)} samples`;

/**
 * An axis of a metric or a loss: logarithmic where all values are positive and far apart, and small
 * ones matter (`mayBeLog`); a share that should be high is never well shown by its logarithm.
 */
export function metricAxis(
  values: readonly number[],
  label: string,
  wanted: number,
  mayBeLog = true,
): AxisSpec {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (mayBeLog && low > 0 && high / low > 4) {
    const domain = [low * 0.85, high * 1.15] as const;
    return {
      label: `${label}, log scale`,
      domain,
      ticks: logTicks(domain[0], domain[1], wanted + 5),
      tickFormat: given,
      type: "log",
    };
  }
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  const domain = [low - room, high + room] as const;
  return { label, domain, ticks: linearTicks(domain[0], domain[1], wanted + 1), tickFormat: given };
}
