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

type MadeRun = {
  readonly seed: number;
  readonly claim: ReturnType<typeof shortLog>["claim"];
  readonly samples: { readonly sha256: string; readonly count: number };
};

const template = (): Template => {
  const { based_on: _, ...document } = JSON.parse(
    readFileSync(join(mini, ordinaryEntry, "result.json"), "utf8"),
  );
  return document;
};

/** What reviewers and the kernel leave beside an entry: it has been accepted, and confirmed. */
function writeRecords(folder: string, id: string, runs: readonly MadeRun[]): void {
  const known = JSON.parse(readFileSync(join(mini, ordinaryEntry, "verification.json"), "utf8"));
  const verified = runs.map(({ seed, samples, claim }) => ({
    ...known.runs[0],
    seed,
    samples: { sha256: samples.sha256, expected_sha256: samples.sha256, count: samples.count },
    measured: claim.metrics,
    claimed: claim.metrics,
  }));
  const verification = { ...known, submission: id, runs: verified };
  writeFileSync(join(folder, "verification.json"), `${JSON.stringify(verification, null, 2)}\n`);
  const opened = new Date(Date.UTC(2026, 1, 1) + Number(id.split("-").at(-1)) * 60_000);
  const rulings = readFileSync(join(mini, ordinaryEntry, "rulings.yaml"), "utf8").replace(
    /opened_at: .*/,
    `opened_at: ${opened.toISOString().slice(0, 19)}Z`,
  );
  writeFileSync(join(folder, "rulings.yaml"), rulings);
}

function writeEntry(folder: string, document: Template, number: number): MadeRun[] {
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
  return runs;
}

/** Writes a content tree with so many sound entries, on request with what is ruled and measured. */
export function writeTree(content: string, entries: number, { measured = false } = {}): void {
  for (const folder of ["rulesets", "meetings", "cycles", "discussions"]) {
    cpSync(join(mini, folder), join(content, folder), { recursive: true });
  }
  const submissions = join(content, "submissions", RULESET);
  mkdirSync(submissions, { recursive: true });
  const document = template();
  for (let number = 0; number < entries; number++) {
    writeMade(submissions, document, number, measured);
  }
}

function writeMade(submissions: string, document: Template, number: number, measured: boolean) {
  const id = `2026-02-01-entry-${number}`;
  const runs = writeEntry(join(submissions, id), document, number);
  if (measured) writeRecords(join(submissions, id), id, runs);
}

/** Adds an entry that was ruled and measured to such a tree. */
export const addEntry = (content: string, number: number): void =>
  writeMade(join(content, "submissions", RULESET), template(), number, true);

/** Writes a content tree whose one entry has a log of a million lines; returns the log's bytes. */
export function writeLongEntry(content: string): { folder: string; bytes: number } {
  writeTree(content, 1);
  const folder = join(content, "submissions", RULESET, "2026-02-01-entry-0");
  return { folder, bytes: writeLongLog(join(folder, "run-1.jsonl"), 1_000_000) };
}
