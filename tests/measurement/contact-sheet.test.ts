import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { sheetProblem } from "../../src/measurement/contact-sheet.ts";

const entries = "content/submissions/rehearsal-v1";
const sheets = readdirSync(entries).flatMap((id) =>
  readdirSync(join(entries, id))
    .filter((name) => name.endsWith(".png"))
    .map((name) => join(entries, id, name)),
);
const good = readFileSync(sheets[0] ?? "");

/** A PNG chunk: length, name, data, checksum. */
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
const head = good.subarray(0, 33);
const changed = (at: number, value: number) => {
  const copy = Buffer.from(good);
  copy[at] = value;
  return copy;
};
const wide = Buffer.alloc(13);
wide.writeUInt32BE(100_000, 0);

test("the sheets that the kernel drew are pictures", () => {
  expect(sheets.length).toBeGreaterThan(10);
  expect(sheets.map((path) => sheetProblem(readFileSync(path)))).toEqual(sheets.map(() => null));
});

test.each([
  ["a page", Buffer.from("<html><script>"), "no PNG signature"],
  ["nothing", Buffer.alloc(0), "no PNG signature"],
  ["text inside", Buffer.concat([head, chunk("tEXt", Buffer.from("a\0b"))]), 'has a chunk "tEXt"'],
  [
    "something after its end",
    Buffer.concat([good, Buffer.from("<script>")]),
    "goes on after its end",
  ],
  ["a torn one", good.subarray(0, good.length - 3), "ends inside a chunk"],
  ["a wrong checksum", changed(30, 255), "IHDR has a wrong checksum"],
  ["no end", head, "has no end"],
  ["a chunk longer than the file", changed(8, 127), "IHDR says it is longer than the file"],
  [
    "no header",
    Buffer.concat([good.subarray(0, 8), chunk("IDAT", Buffer.alloc(1))]),
    "does not begin with its one header",
  ],
  ["two headers", Buffer.concat([head, head.subarray(8)]), "does not begin with its one header"],
  [
    "100,000 pixels",
    Buffer.concat([good.subarray(0, 8), chunk("IHDR", wide)]),
    "a side is longer than 8192 pixels",
  ],
  ["a huge one", Buffer.alloc(4_000_001), "4000001 bytes, more than 4000000"],
])("%s is none", (_, bytes, problem) => {
  expect(sheetProblem(bytes)).toBe(problem);
});
