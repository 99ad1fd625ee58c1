import { expect, test } from "vitest";
import { giveMemoryBack } from "../src/give-memory-back.ts";

const MEGABYTES_10 = 10e6;

test("what nobody holds any more is given back at once", () => {
  const held = { numbers: Array.from({ length: 5_000_000 }, (_, index) => index + 0.5) };
  const before = process.memoryUsage().heapUsed;
  held.numbers = [];
  giveMemoryBack();
  expect(process.memoryUsage().heapUsed).toBeLessThan(before - MEGABYTES_10);
});
