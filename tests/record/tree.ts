import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readRecord } from "../../src/content-tree/read-record.ts";
import { readRulesets } from "../../src/content-tree/read-rulesets.ts";
import { mini } from "../checks/entry.ts";

/** A private copy of the miniature tree's record, to spoil. */
export class SpoiledRecord implements Disposable {
  readonly content = mkdtempSync(join(tmpdir(), "imagegen-record-"));

  constructor() {
    for (const folder of ["rulesets", "meetings", "cycles", "discussions"]) {
      cpSync(join(mini, folder), join(this.content, folder), { recursive: true });
    }
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.content, name)), { recursive: true });
    writeFileSync(join(this.content, name), text);
  }

  /** Replaces text in a file; fails where the text is not there, so that no case goes stale. */
  replace(name: string, from: string, to: string): void {
    const before = readFileSync(join(this.content, name), "utf8");
    if (!before.includes(from)) throw new Error(`${name} has no ${from}`);
    this.write(name, before.replace(from, to));
  }

  read() {
    return readRecord(this.content, readRulesets(this.content).rulesets);
  }

  [Symbol.dispose](): void {
    rmSync(this.content, { recursive: true, force: true });
  }
}
