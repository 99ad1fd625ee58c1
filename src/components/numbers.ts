/** How numbers, dates and sizes read on the pages. No locale, no time zone: the same everywhere. */

const MINUS = "−";
const THIN_SPACE = "\u202f";
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A typographic minus in front of negative numbers. */
const signed = (text: string) => (text.startsWith("-") ? MINUS + text.slice(1) : text);

/** Thousands separated by commas. */
const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

const pad = (value: number) => String(value).padStart(2, "0");

/** m:ss, or h:mm:ss from one hour on. */
export function clockFace(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0
    ? `${grouped(String(hours))}:${pad(minutes)}:${pad(whole % 60)}`
    : `${minutes}:${pad(whole % 60)}`;
}

/** A time: "41.2 s" below 1000 s, then "16:40 min", from one hour on "2:05:03 h". */
export function seconds(value: number): string {
  if (value < 999.95) return `${value.toFixed(1)} s`;
  return `${clockFace(value)} ${Math.round(value) >= 3600 ? "h" : "min"}`;
}

/** A spread of times: always in seconds, with a second decimal where one would show nothing. */
export function secondsSpread(value: number): string {
  if (value >= 999.95) return seconds(value);
  return `${value.toFixed(value < 0.1 ? 2 : value < 100 ? 1 : 0)} s`;
}

/** An integer in full: "140,000,000". */
export const count = (value: number): string => signed(grouped(String(Math.round(value))));

/** Three significant digits without an exponent and without padding zeros. */
function three(value: number): string {
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(12, Math.max(0, 2 - magnitude));
  return value.toFixed(decimals);
}

const SCALES = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** A count in three significant digits: "140M", "0.70M" reads as "703k". */
export function compact(value: number): string {
  for (const [size, letter] of SCALES) {
    if (Math.abs(value) >= size * 0.9995) return signed(`${three(value / size)}${letter}`);
  }
  return signed(String(Math.round(value)));
}

/** A metric's value in four significant digits, never in exponent notation. */
export function metricValue(value: number): string {
  if (value === 0) return "0";
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(6, Math.max(0, 3 - magnitude));
  return signed(value.toFixed(decimals));
}

/** A value written by people (a target, a guard): as they wrote it. */
export const given = (value: number): string => signed(String(value));

/** A share: "12.3 %"; a second decimal below one per cent. */
export function percent(share: number): string {
  const value = share * 100;
  const decimals = Math.abs(value) >= 99.95 ? 0 : Math.abs(value) >= 0.995 ? 1 : 2;
  return `${signed(value.toFixed(decimals))}${THIN_SPACE}%`;
}

/** A p value in two significant digits: "p = 0.023"; below a ten-thousandth only that it is. */
export const probability = (p: number): string =>
  p < 0.0001
    ? "p < 0.0001"
    : `p = ${p.toFixed(Math.min(5, Math.max(2, 1 - Math.floor(Math.log10(p)))))}`;

/** Device-hours in three significant digits. */
export const hours = (value: number): string => `${three(value)} h`;

/** US dollars: cents from one dollar on, else three significant digits. */
export const dollars = (value: number): string =>
  value >= 1 ? `$${grouped(value.toFixed(2))}` : value === 0 ? "$0" : `$${three(value)}`;

/** A file size in decimal units. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let size = value / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${three(size)} ${units[unit]}`;
}

/** "23 Nov 2026" of a date or a moment in UTC. */
export function day(iso: string): string {
  const [year, month, date] = iso.slice(0, 10).split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** "23 Nov 2026, 14:05 UTC". */
export const moment = (iso: string): string => `${day(iso)}, ${iso.slice(11, 16)} UTC`;

/** Facts in one line, with dots between them; where it breaks, no line begins with a dot. */
export const inOneLine = (facts: readonly string[]): string => facts.join("\u00a0· ");

/** The name of a month, 0 for January. */
export const monthName = (month: number): string => MONTHS[month] ?? "";
