import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../src/findings/finding.ts";
import { changesSince } from "../../src/git/changes.ts";
import { repository } from "../../src/git/repository.ts";
import { classify, type Kind } from "../../src/pull-requests/kind.ts";
import { Misuse } from "../io.ts";

/** What the branch that is checked out changes: folders of entries, and paths it may not touch. */
export function changedEntries(
  checkout: string,
  base: string,
): { kind: Kind; folders: string[]; findings: readonly Finding[] } {
  const repo = repository(checkout);
  const exists = (name: string) => {
    try {
      return repo.git("rev-parse", "--quiet", "--verify", "--end-of-options", `${name}^{commit}`);
    } catch {
      return null;
    }
  };
  const from = exists(base);
  if (from === null) {
    throw new Misuse(
      `There is no commit ${JSON.stringify(base)} to compare with.\n` +
        "Fix: fetch it (`git fetch origin main`), or name another with --base.",
    );
  }
  const { kind, folders, findings } = classify(changesSince(repo, from, "HEAD"));
  return {
    kind,
    folders: folders.map((folder) => join(checkout, folder)).filter((folder) => existsSync(folder)),
    findings,
  };
}
