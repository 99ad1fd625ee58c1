import { byCodePoint } from "./order.ts";

const TO_THE_SECOND = "2026-01-30T12:00:00".length;

/** A moment without trailing zeros of its second, so that text order is time order. */
const fractionOf = (moment: string) => moment.slice(TO_THE_SECOND).replace(/^\.?(\d*?)0*Z$/, "$1");

/** A moment without a fraction of its second: almost all are. */
const WHOLE_SECOND = TO_THE_SECOND + "Z".length;

/** Orders moments in UTC (RFC 3339, ending in Z): "…:00.5Z" is after "…:00Z". */
export const byMoment = (a: string, b: string): number =>
  a.length === WHOLE_SECOND && b.length === WHOLE_SECOND
    ? byCodePoint(a, b)
    : byCodePoint(a.slice(0, TO_THE_SECOND), b.slice(0, TO_THE_SECOND)) ||
      byCodePoint(fractionOf(a), fractionOf(b));

/** The later of two moments. */
export const laterOf = (a: string, b: string): string => (byMoment(a, b) < 0 ? b : a);

/** What is dated by its day alone counts as done when the day ends. */
export const endOfDay = (day: string): string => `${day}T23:59:59Z`;

/** First by opening, then by id: who was there first. */
export const byOpening = (
  a: { readonly opened_at: string; readonly id: string },
  b: { readonly opened_at: string; readonly id: string },
): number => byMoment(a.opened_at, b.opened_at) || byCodePoint(a.id, b.id);
