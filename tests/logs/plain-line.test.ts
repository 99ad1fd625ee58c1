import fc from "fast-check";
import { expect, test } from "vitest";
import { parseLine } from "../../src/logs/event.ts";
import { byteLines } from "../../src/logs/lines.ts";
import { PlainLines } from "../../src/logs/plain-line.ts";

async function* inOneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** What the quick reader says of a line, without the keys that are not there. */
async function quick(line: string): Promise<unknown> {
  for await (const lines of byteLines(inOneChunk(`${line}\n`), 1_000_000)) {
    const event = lines[0] && new PlainLines().read(lines[0]);
    return event && JSON.parse(JSON.stringify(event));
  }
  return null;
}

const KNOWN = [
  "event",
  "clock",
  "step",
  "samples",
  "loss",
  "lr",
  "seed",
  "metrics",
  "time",
  "note",
];

/** What the general reader says, without the keys that no log event has. */
function general(line: string): unknown {
  const parsed = parseLine(line);
  if (!("event" in parsed)) return null;
  return JSON.parse(
    JSON.stringify(parsed.event, (key, value) =>
      key === "" || KNOWN.includes(key) ? value : undefined,
    ),
  );
}

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.nat().map(String),
  fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => String(value)),
  fc.stringMatching(/^-?[0-9]{1,20}(\.[0-9]{0,20})?([eE][+-]?[0-9]{0,3})?$/),
  fc.constantFrom(
    "-0",
    "-0.0",
    "1e400",
    "01",
    "1.",
    ".5",
    "+1",
    "9007199254740993",
    "null",
    "NaN",
    "",
  ),
);
const pair = fc.oneof(
  fc.tuple(fc.constantFrom('"clock"', '"step"', '"samples"', '"loss"', '"lr"', '"seed"'), number),
  fc.tuple(fc.constant('"event"'), fc.constantFrom('"step"', '"eval"', '"stop"', '"ste"', "1")),
  fc.tuple(fc.constantFrom('"grad_norm"', '"é"', '"a\\u0062"', '"__proto__"', '"note"'), number),
);
const colon = fc.constantFrom(":", ": ", " :", ":");
const comma = fc.constantFrom(",", ", ", " ,", ",", ",,");
const line = fc
  .tuple(fc.array(pair, { maxLength: 7 }), colon, comma, fc.constantFrom("", "\r", " ", "x"))
  .map(([pairs, colonText, commaText, end]) => {
    const all = [['"event"', '"step"'], ['"clock"', "1.5"], ...pairs].slice(pairs.length % 3);
    return `{${all.map((each) => each.join(colonText)).join(commaText)}}${end}`;
  });

test("the quick reader says what the general one says, or nothing", async () => {
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const said = await quick(text);
      if (said !== null) expect(said).toEqual(general(text));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  '{"event":"step","clock":1.5,"step":3,"samples":384,"loss":0.8149999976158142}',
  '{"event": "step", "clock": 0.1684, "step": 1, "samples": 128, "loss": 1.70634}',
  '{"event":"step","clock":1e2,"lr":1e-05,"grad_norm":1.25}\r',
])("it takes %s", async (text) => {
  expect(await quick(text)).toEqual(general(text.trimEnd()));
});
