import { momentIn } from "./numbers.ts";

/** A line of a logger without what it puts before each message. */
export type Stamped = { readonly moment: number | null; readonly message: string };

const RANK = /^\[?rank ?\d+\]?:? ?|^\[default\d+\]: ?|^\d{1,4}: /i;
/** "[2025-01-01 00:00:00] …", "2025-01-01T00:00:00.123 | …", "01/31/2025 00:00:00 - …". */
const TIME =
  /^\[?(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d)([.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?([^\]|]{0,80}\])?\]?/;

/** The moment of the latest time stamp: a log has many lines a second, and dates are slow to read. */
export class Stamps {
  #text = "";
  #moment: number | null = null;

  read(line: string): Stamped {
    const text =
      line.startsWith("[") && line[1] !== "r" && line[1] !== "R" ? line : line.replace(RANK, "");
    const found = TIME.exec(text);
    if (!found) return { moment: null, message: text.trim() };
    const [whole, seconds = "", fraction = "", zone = ""] = found;
    const stamp = seconds + zone;
    if (stamp !== this.#text) {
      this.#text = stamp;
      this.#moment = momentIn(stamp);
    }
    const parts = Number(`0.${fraction.slice(1) || "0"}`);
    const moment = this.#moment === null ? null : this.#moment + Math.round(parts * 1000);
    return { moment, message: text.slice(whole.length).trim() };
  }
}
