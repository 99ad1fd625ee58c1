import { metricIdOf } from "./names.ts";
import { numberIn, unitSeconds } from "./numbers.ts";

/** A named number of a line: "train_time:359ms", "Train Loss: 0.25", "loss=0.5". */
export type Pair = {
  readonly name: string;
  readonly value: number;
  /** What stands right behind the number; empty where nothing does. */
  readonly unit: string;
};

/**
 * A name of a few words, a colon or an equals sign, a number with or without a unit, and then
 * nothing that would make it something else (a date, a version, a path).
 */
const PAIR =
  /([A-Za-z_][\w./@-]{0,60}(?: [\w./@-]{1,60}){0,5}?)\s{0,4}[:=]\s{0,4}([+-]?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+|nan|inf(?:inity)?))([A-Za-z%][\w/%]{0,15})?(?=[\s,|;)\]]|$)/giy;
const BETWEEN = /[\s,|;()[\]]+/y;
const WORD = /[^\s,|;]+/y;

/** "nan" and "inf" begin words as well ("info"): behind them stands a unit of time or nothing. */
const isNumber = (number: string, unit: string) =>
  unit === "" || !/[a-z]$/i.test(number) || unitSeconds[unit.toLowerCase()] !== undefined;

/** The pairs of a text from a place on, and what is left of it that is none. */
export function pairsOf(text: string, from = 0): { readonly pairs: Pair[]; readonly rest: string } {
  const pairs: Pair[] = [];
  const rest: string[] = [];
  let at = from;
  while (at < text.length) {
    BETWEEN.lastIndex = at;
    const gap = BETWEEN.exec(text);
    if (gap) at += gap[0].length;
    PAIR.lastIndex = at;
    const found = PAIR.exec(text);
    if (found && isNumber(found[2] ?? "", found[3] ?? "")) {
      const [whole, name = "", number = "", unit = ""] = found;
      pairs.push({ name, value: numberIn(number) ?? Number.NaN, unit });
      at += whole.length;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text);
    if (!word) break;
    rest.push(word[0]);
    at += word[0].length;
  }
  return { pairs, rest: rest.join(" ") };
}

/** Seconds of a pair whose unit is one of time. */
export const secondsOf = ({ value, unit }: Pair): number | null => {
  const factor = unitSeconds[unit.toLowerCase()];
  // Thousandths make binary noise; nothing here is known to a billionth.
  return factor === undefined ? null : Math.round(value * factor * 1e9) / 1e9;
};

/** The key of a number that the canonical log has no place for; its unit goes into the name. */
export function extraOf(pair: Pair): readonly [string, number] {
  const id = metricIdOf(pair.name);
  if (pair.unit === "") return [id, pair.value];
  const seconds = secondsOf(pair);
  if (seconds !== null) return [`${id.slice(0, 52)}_seconds`, seconds];
  return [metricIdOf(`${pair.name} ${pair.unit === "%" ? "percent" : pair.unit}`), pair.value];
}
