import { mkdirSync } from "node:fs";
import { result, type Spoiling } from "./spoiling.ts";

/** What nobody writes by accident: more, or other bytes, than a reader should have to take. */
export const hostile: Record<string, Spoiling> = {
  "result.json in another encoding": {
    codes: ["text-not-utf8"],
    spoil: (entry) =>
      entry.write(result, Buffer.from(entry.read(result).replace("The same", "Dé same"), "latin1")),
  },
  "a README cut within a character": {
    codes: ["text-not-utf8"],
    spoil: (entry) => entry.write("README.md", Buffer.from("# Nachträge\n\nä").subarray(0, -1)),
  },
  "a result.json of two million bytes": {
    codes: ["file-unread"],
    spoil: (entry) => entry.write(result, `${entry.read(result)}${" ".repeat(2_000_000)}`),
  },
  "a number that no reader can hold": {
    codes: ["result-not-json"],
    spoil: (entry) => entry.replace(result, '"parameters": 300000', '"parameters": 3e400'),
  },
  "two thousand faults of one kind": {
    codes: ["schema-wrong-type", "schema-more-problems"],
    spoil: (entry) =>
      entry.replace(result, '"logit-normal time sampling"', `0${", 0".repeat(1999)}`),
  },
  "a thousand folders": {
    codes: ["folder-crowded"],
    spoil: (entry) => {
      for (let number = 0; number < 1000; number++) mkdirSync(entry.path(`x-${number}`));
    },
  },
};
