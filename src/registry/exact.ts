/** A finite number as the decimal fraction it was written as: units / 10^places. */
type Decimal = { readonly units: bigint; readonly places: number };

const PUBLISHED_PLACES = 6;

/** The decimal fraction that a number shows as; two numbers that show alike are alike. */
function decimal(value: number): Decimal {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (whole === "") throw new RangeError(`${value} is not a finite number`);
  const places = fraction.length - Number(exponent);
  const units = BigInt(`${sign}${whole}${fraction}`);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}

const at = ({ units, places }: Decimal, wanted: number) => units * 10n ** BigInt(wanted - places);

const shares = new Map<number, Decimal>();

/** A share that a ruleset states. There are few, and they are asked for with every entry. */
function shareOf(value: number): Decimal {
  const share = shares.get(value) ?? decimal(value);
  shares.set(value, share);
  return share;
}

/** Rounds a quotient of whole numbers to the nearest, halves upwards; `divisor` > 0. */
function rounded(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor;
  const whole = doubled / (2n * divisor);
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? whole - 1n : whole;
}

/** A published value in whole millionths: microseconds of a time in seconds. */
export const millionths = (value: number): number => Math.round(value * 1e6);

/**
 * Mean to six decimals, halves upwards: whole microseconds of times in seconds. The sum is exact, so
 * neither the order of the runs nor binary fractions can move it. Null for no values, or where one
 * is missing: a mean over some runs would be the best of several.
 */
export function exactMean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).map(decimal);
  if (known.length === 0 || known.length < values.length) return null;
  const places = Math.max(PUBLISHED_PLACES, ...known.map((value) => value.places));
  const sum = known.reduce((total, value) => total + at(value, places), 0n);
  const unit = 10n ** BigInt(places - PUBLISHED_PLACES);
  return Number(rounded(sum, unit * BigInt(known.length))) / 1e6;
}

/** Sign of (mean of `values` − `bound`), exact; `values` is not empty. */
export function compareMean(values: readonly number[], bound: number): number {
  const all = [bound, ...values].map(decimal);
  const places = Math.max(...all.map((one) => one.places));
  const [limit = 0n, ...terms] = all.map((one) => at(one, places));
  const sum = terms.reduce((total, term) => total + term, 0n);
  const target = limit * BigInt(terms.length);
  return sum < target ? -1 : sum > target ? 1 : 0;
}

/**
 * The largest value that beats another by more than a margin: the last whole number of millionths
 * below `value` × (1 − `margin`). Unit of the result: millionths.
 */
export function largestRecord(value: number, margin: number): number {
  const { units, places } = shareOf(margin);
  const one = 10n ** BigInt(places);
  const bound = BigInt(millionths(value)) * (one - units);
  return Number((bound + one - 1n) / one) - 1;
}

/** `value` × (1 + `share`), rounded down. Unit of the result: millionths. */
export function withShare(value: number, share: number): number {
  const { units, places } = shareOf(share);
  const one = 10n ** BigInt(places);
  return Number((BigInt(millionths(value)) * (one + units)) / one);
}

/** True where `value` is below `best` by more than the margin, a share of `best`. */
export const beatsByMargin = (value: number, best: number, margin: number): boolean =>
  millionths(value) <= largestRecord(best, margin);
