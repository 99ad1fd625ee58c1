import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shortLog, writeLongLog } from "./made-log.ts";

/** The miniature content tree of the tests: its ruleset, and an entry to copy from. */
export const mini = "tests/fixtures/mini";
export const ordinaryEntry = "submissions/mini-v1/2026-02-01-first-light";
const RULESET = "mini-v1";

type Template = {
  readonly runs: readonly { readonly samples: object }[];
  readonly [key: string]: unknown;
};

const template = (): Template => {
  const { based_on: _, ...document } = JSON.parse(
    readFileSync(join(mini, ordinaryEntry, "result.json"), "utf8"),
  );
  return document;
};

function writeEntry(folder: string, document: Template, number: number): void {
  mkdirSync(folder);
  const runs = [1, 2].map((which) => {
    const seed = number * 2 + which;
    // No two logs are the same bytes: copies would be found.
    const { text, claim } = shortLog(seed, 1 + seed / 1e6);
    const log = `run-${which}.jsonl`;
    writeFileSync(join(folder, log), text);
    const samples = {
      uri: `https://zenodo.org/records/${number}/files/samples-${seed}.npz`,
      sha256: createHash("sha256").update(String(seed)).digest("hex"),
      count: 20,
      format: "npz",
    };
    return { seed, log, claim, samples };
  });
  const title = `Made-up entry ${number}`;
  const result = { ...document, title, date: "2026-02-01", runs };
  writeFileSync(join(folder, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(folder, "README.md"), `# ${title}\n\nMade up to measure the check.\n`);
}

/** Writes a content tree with so many sound entries. */
export function writeTree(content: string, entries: number): void {
  cpSync(join(mini, "rulesets"), join(content, "rulesets"), { recursive: true });
  const submissions = join(content, "submissions", RULESET);
  mkdirSync(submissions, { recursive: true });
  const document = template();
  for (let number = 0; number < entries; number++) {
    writeEntry(join(submissions, `2026-02-01-entry-${number}`), document, number);
  }
}

/** Writes a content tree whose one entry has a log of a million lines; returns the log's bytes. */
export function writeLongEntry(content: string): { folder: string; bytes: number } {
  writeTree(content, 1);
  const folder = join(content, "submissions", RULESET, "2026-02-01-entry-0");
  return { folder, bytes: writeLongLog(join(folder, "run-1.jsonl"), 1_000_000) };
}
