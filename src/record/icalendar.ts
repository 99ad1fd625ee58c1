import type { Minutes } from "../schemas/minutes.ts";

/** Meetings as an iCalendar feed (RFC 5545), for calendars to subscribe to. */

/** TEXT values: backslash, semicolon, comma and line feed are escaped (3.3.11). */
const text = (value: string) =>
  value.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r\n|\r|\n/g, "\\n");

/** Lines have at most 75 octets; what follows begins with a space (3.1). No character is cut. */
export function folded(line: string): string {
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      lines.push(current);
      current = " ";
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join("\r\n");
}

const compact = (moment: string) => moment.replaceAll(/[-:]|\.\d+/g, "");

function description({ agenda, decisions }: Minutes): string {
  return [...agenda, ...decisions.map(({ id, title }) => `${id}: ${title}`)].join("\n");
}

type Feed = {
  readonly name: string;
  /** Makes the ids of events unique in the world. */
  readonly host: string;
  readonly pageOf: (date: string) => string;
};

function event(minutes: Minutes, { host, pageOf }: Feed): string[] {
  const { date, title, state, starts_at: start, place } = minutes;
  return [
    "BEGIN:VEVENT",
    `UID:meeting-${date}@${host}`,
    // When the event was written, as far as it is known: the same bytes on every build.
    `DTSTAMP:${compact(date)}T000000Z`,
    start === undefined ? `DTSTART;VALUE=DATE:${compact(date)}` : `DTSTART:${compact(start)}`,
    `SUMMARY:${text(title)}`,
    ...(place === undefined ? [] : [`LOCATION:${text(place)}`]),
    `DESCRIPTION:${text(description(minutes))}`,
    `URL:${pageOf(date)}`,
    `STATUS:${state === "planned" ? "TENTATIVE" : "CONFIRMED"}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

export function calendarOf(minutes: readonly Minutes[], feed: Feed): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${feed.host}//meetings//EN`,
    `X-WR-CALNAME:${text(feed.name)}`,
    ...minutes.flatMap((one) => event(one, feed)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
