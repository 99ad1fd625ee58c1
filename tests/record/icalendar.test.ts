import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, folded } from "../../src/record/icalendar.ts";
import { type Minutes, minutesSchema } from "../../src/schemas/minutes.ts";
import { SpoiledRecord } from "./tree.ts";

const feed = {
  name: "Meetings, all; of them",
  host: "example.org",
  pageOf: (date: string) => `https://example.org/meetings/${date}/`,
};
const minutes = (more: Partial<Minutes>): Minutes => ({
  ...minutesSchema.parse({
    date: "2026-01-20",
    title: "T",
    kind: "call",
    cycle: "2026h1",
    attendance: {},
  }),
  ...more,
});
const unfolded = (text: string) => text.replaceAll("\r\n ", "");

test("the miniature record as a calendar", async () => {
  using tree = new SpoiledRecord();
  const calendar = calendarOf(tree.read().minutes, feed);
  await expect(calendar).toMatchFileSnapshot("golden/meetings.ics");
});

test("text is escaped as RFC 5545 asks", () => {
  const calendar = calendarOf([minutes({ title: String.raw`a;b,c\d` })], feed);
  expect(calendar).toContain(`${String.raw`SUMMARY:a\;b\,c\\d`}\r\n`);
  expect(calendar).toContain(String.raw`X-WR-CALNAME:Meetings\, all\; of them`);
});

test("a value cannot begin a line of its own", () => {
  const calendar = calendarOf([minutes({ title: "a\r\nEND:VCALENDAR\nb" })], feed);
  expect(unfolded(calendar)).toContain(`${String.raw`SUMMARY:a\nEND:VCALENDAR\nb`}\r\n`);
  expect(calendar.match(/^END:VCALENDAR/gm)).toHaveLength(1);
});

test("whatever a line holds: at most 75 octets each, no character cut, and unfolding gives it back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (words) => {
      const line = `SUMMARY:${words.replaceAll(/[\r\n]/g, "")}`;
      const lines = folded(line).split("\r\n");
      for (const one of lines) {
        expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
        expect(Buffer.from(one).toString()).toBe(one);
      }
      expect(unfolded(folded(line))).toBe(line);
    }),
    { numRuns: 500, seed: 5 },
  );
});
