import { clockFace, monthName } from "../components/numbers.ts";

/** Where the ticks of an axis stand. All functions are pure and free of locale. */

const CLOCK_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400,
];

function multiples(low: number, high: number, step: number): number[] {
  const ticks: number[] = [];
  const last = Math.floor(high / step + 1e-9);
  for (let index = Math.ceil(low / step - 1e-9); index <= last; index += 1) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}

/** The 1-2-5 step that gives at most about `wanted` intervals. */
export function niceStep(span: number, wanted: number): number {
  const raw = span / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= raw * 0.999) ?? 10;
  return factor * power;
}

export function linearTicks(low: number, high: number, wanted: number): number[] {
  return high > low ? multiples(low, high, niceStep(high - low, wanted)) : [low];
}

/** Ticks of a clock: seconds as 1-2-5, from two minutes on in steps people know from clocks. */
export function clockTicks(low: number, high: number, wanted: number): number[] {
  const span = high - low;
  if (span < 120) return linearTicks(low, high, wanted);
  const step = CLOCK_STEPS.find((candidate) => span / candidate <= wanted);
  return step === undefined ? linearTicks(low, high, wanted) : multiples(low, high, step);
}

/** True where a clock axis up to `high` is labelled m:ss or h:mm:ss instead of seconds. */
export const readsAsClock = (high: number): boolean => high >= 1000;

export const clockTickLabel = (high: number) => (value: number) =>
  readsAsClock(high) ? clockFace(value) : String(value);

/** Powers of ten, with 2 and 5 (and 3 and 7 on a short axis) between them while they fit. */
export function logTicks(low: number, high: number, wanted: number): number[] {
  const decades = Math.log10(high / low);
  const factors = decades * 5 <= wanted ? [1, 2, 3, 5, 7] : decades * 3 <= wanted ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    for (const factor of factors) {
      const value = Number((factor * 10 ** power).toPrecision(6));
      if (value >= low * 0.9999 && value <= high * 1.0001) ticks.push(value);
    }
  }
  return ticks.length >= 2 ? ticks : linearTicks(low, high, Math.min(wanted, 4));
}

const LOG_CLOCK = [
  1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18000, 36000, 72000, 172800,
  432000, 864000,
];

/** Ticks of a logarithmic clock: times people know from clocks, every second one where crowded. */
export function logClockTicks(low: number, high: number, wanted: number): number[] {
  const inside = LOG_CLOCK.filter((value) => value >= low * 0.9999 && value <= high * 1.0001);
  if (inside.length < 2) return logTicks(low, high, wanted);
  const stride = Math.ceil(inside.length / wanted);
  return inside.filter((_, index) => index % stride === 0);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a time axis of this span says at a tick. */
export function timeTickLabel(span: number): (moment: Date) => string {
  if (span <= 2 * DAY) return (moment) => moment.toISOString().slice(11, 16);
  const date = (moment: Date) => `${moment.getUTCDate()} ${monthName(moment.getUTCMonth())}`;
  if (span <= 150 * DAY) return date;
  if (span <= 3 * 365 * DAY) {
    return (moment) => `${monthName(moment.getUTCMonth())} ${moment.getUTCFullYear()}`;
  }
  return (moment) => String(moment.getUTCFullYear());
}

/** Ticks of a time axis, in milliseconds, at least `least` apart. */
export function timeTicks(low: number, high: number, wanted: number, least = 0): number[] {
  const span = high - low;
  const minute = HOUR / 60;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320, 10080, 20160];
  const step = steps
    .map((candidate) => candidate * minute)
    .find((ms) => ms >= least && span / ms <= wanted);
  return step === undefined ? monthTicks(low, high, wanted) : multiples(low, high, step);
}

function monthTicks(low: number, high: number, wanted: number): number[] {
  const months = (high - low) / (30.44 * DAY);
  const stride = [1, 2, 3, 6, 12, 24, 60].find((candidate) => months / candidate <= wanted) ?? 120;
  const first = new Date(low);
  const ticks: number[] = [];
  const start = first.getUTCFullYear() * 12;
  for (let month = start; ; month += stride) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > high) return ticks;
    if (at >= low) ticks.push(at);
  }
}
