/** Seconds in a unit. */
export const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  msec: 0.001,
  milliseconds: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hrs: 3600,
  hour: 3600,
  hours: 3600,
};

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** "nan", "inf" and "" are told apart from numbers; anything else that is no number is undefined. */
export function numberIn(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (DECIMAL.test(trimmed)) return Number(trimmed);
  if (trimmed === "" || /^(none|null|n\/a)$/i.test(trimmed)) return null;
  if (/^[+-]?nan$/i.test(trimmed)) return Number.NaN;
  if (/^\+?inf(inity)?$/i.test(trimmed)) return Number.POSITIVE_INFINITY;
  return /^-inf(inity)?$/i.test(trimmed) ? Number.NEGATIVE_INFINITY : undefined;
}

/** A number as people and spreadsheets write it, and what was done to read it. */
export type Loose = { readonly value: number; readonly how: string };

/**
 * Numbers that are not written as a program writes them. `counts` says that whole numbers stand
 * here, so that "10,000" is ten thousand; elsewhere a single comma is the decimal point.
 */
export function looseNumberIn(text: string, counts: boolean): Loose | undefined {
  const trimmed = text.trim();
  const percent = /^([^%]+)%$/.exec(trimmed);
  const bare = (percent?.[1] ?? trimmed).trim();
  const plain = percent ? numberIn(bare) : undefined;
  if (typeof plain === "number") return { value: plain, how: "a percent sign is left out" };
  if (/^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(bare) || /^[+-]?\d{1,3}(,\d{3}){2,}$/.test(bare)) {
    return { value: Number(bare.replaceAll(",", "")), how: "commas group thousands" };
  }
  if (counts && /^[+-]?\d{1,3},\d{3}$/.test(bare)) {
    return { value: Number(bare.replace(",", "")), how: "commas group thousands" };
  }
  if (/^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(bare)) {
    return { value: Number(bare.replace(",", ".")), how: "a comma is the decimal point" };
  }
  return undefined;
}

/** Seconds of "1:02:03.5" or "12:34" (minutes and seconds), with days before it or not. */
export function durationIn(text: string): number | undefined {
  const parts = /^(?:(\d+) days?,? )?(?:(\d+):)?(\d{1,2}):(\d\d(?:\.\d+)?)$/.exec(text.trim());
  if (!parts) return undefined;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = parts;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

const US_DATE = /^(\d\d)\/(\d\d)\/(\d{4})[ T]/;

/** Time stamps: seconds or milliseconds since 1970, or a date with a time. */
export function momentIn(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const number = numberIn(text);
  if (typeof number === "number") {
    if (!Number.isFinite(number)) return null;
    return number > 1e11 ? number : number * 1000;
  }
  // A zone is added where there is none: only differences count, and they must not depend on ours.
  const iso = text.trim().replace(US_DATE, "$3-$1-$2T").replace(" ", "T").replace(",", ".");
  const parsed = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(parsed) ? null : parsed;
}
