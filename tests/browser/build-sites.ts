import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildSite } from "../../scripts/rehearse/site.ts";
import { ownContent, repositoryRoot } from "../../scripts/repository.ts";
import { hostileMarkdown, hostileText, hostileThread, spoiledEntry } from "./hostile.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The site of content/, for the root of a host. */
    site: string;
    /** Folder to serve the site of the fixtures from; it lies under `fixtureBase` there. */
    fixtureHost: string;
  }
}

/** Base path of the site of the fixtures: GitHub Pages serves projects under one. */
export const fixtureBase = "/under/a/path/";

/** A copy of the fixtures outside the checkout, in which one entry attacks its readers. */
function hostileContent(folder: string): string {
  const content = join(folder, "content");
  cpSync(join(repositoryRoot, "tests", "fixtures", "mini"), content, { recursive: true });
  const entry = join(content, "submissions", spoiledEntry.ruleset, spoiledEntry.id);
  const result = JSON.parse(readFileSync(join(entry, "result.json"), "utf8"));
  result.title = hostileText;
  result.notes = hostileText;
  result.submitters[0].name = hostileText;
  result.model.changes = [hostileText];
  writeFileSync(join(entry, "result.json"), JSON.stringify(result, null, 2));
  writeFileSync(join(entry, "README.md"), hostileMarkdown);
  const thread = join(content, "discussions", "issue-666.json");
  writeFileSync(thread, JSON.stringify(hostileThread, null, 2));
  return content;
}

/** Builds both sites once for all browser tests. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "imagegen-sites-"));
  const site = join(folder, "site");
  await buildSite(ownContent, site);
  const fixtureHost = join(folder, "fixtures");
  process.env.IMAGEGEN_BASE = fixtureBase;
  await buildSite(hostileContent(folder), join(fixtureHost, fixtureBase));
  delete process.env.IMAGEGEN_BASE;
  project.provide("site", site);
  project.provide("fixtureHost", fixtureHost);
  return () => rmSync(folder, { recursive: true, force: true });
}
