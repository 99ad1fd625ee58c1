import { NotImported } from "./report.ts";

const starts = (form: RegExp) => (text: string) => form.test(text);

/** What is sometimes given in the place of a log: how it begins, and what to do. */
const strangers: readonly (readonly [(text: string) => boolean, string])[] = [
  [
    starts(/^version https:\/\/git-lfs\.github\.com\/spec\//),
    "This is a pointer of Git LFS, not the log itself. Run `git lfs pull` where it comes from and import the file again.",
  ],
  [
    starts(/^\s*<(!doctype html|html)\b/i),
    "This is a web page, not a log. Download the raw file (on GitHub: the button Raw).",
  ],
  [
    (text) => text.startsWith("PK\u0003\u0004"),
    "This is a zip archive. Unpack it and import the log that is in it.",
  ],
  [
    // The version record that every event file begins with, behind its length and checksum.
    (text) => text.slice(0, 60).includes("brain.Event:"),
    'This is an event file of TensorBoard. Export its scalars as CSV: in TensorBoard, tab Scalars, tick "Show data download links".',
  ],
];

/** Throws where the first line says that this is no log of any dialect. */
export function refuseForeign(firstLine: string): void {
  const begin = firstLine.slice(0, 200);
  for (const [fits, message] of strangers) if (fits(begin)) throw new NotImported(message);
}
