import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkSubmission } from "../../src/checks/index.ts";
import { readContent } from "../../src/content-tree/read-content.ts";
import { readSubmission } from "../../src/content-tree/read-submission.ts";
import type { Finding } from "../../src/findings/finding.ts";
import type { Ruleset } from "../../src/schemas/ruleset.ts";

export const mini = fileURLToPath(new URL("../fixtures/mini", import.meta.url));
const ID = "2026-02-08-fewer-steps";
const TODAY = "2026-03-01";

/** A private copy of the miniature content tree, with one entry to spoil. */
export class SpoiledEntry implements Disposable {
  readonly content = mkdtempSync(join(tmpdir(), "imagegen-content-"));
  folder = join(this.content, "submissions", "mini-v1", ID);

  constructor() {
    cpSync(mini, this.content, { recursive: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  write(name: string, text: string | Uint8Array): void {
    writeFileSync(this.path(name), text);
  }

  /** Replaces text in a file; fails where the text is not there, so that no case goes stale. */
  replace(name: string, from: string | RegExp, to: string): void {
    const before = this.read(name);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${name} has no ${from}`);
    this.write(name, after);
  }

  /** The rules it is checked by, from those of the miniature tree. */
  rules = (ruleset: Ruleset): Ruleset => ruleset;

  /** Checks the folder against the untouched neighbours. */
  async check(): Promise<Finding[]> {
    const { rulesets, entries } = await readContent(mini);
    const submission = await readSubmission(this.folder);
    return checkSubmission(submission, {
      rulesets: rulesets.map(this.rules),
      entries,
      today: TODAY,
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.content, { recursive: true, force: true });
  }
}
