import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildSite } from "../../scripts/build.ts";
import { ownContent, repositoryRoot } from "../../scripts/repository.ts";
import {
  declarer,
  heir,
  hostileMarkdown,
  hostileText,
  hostileThread,
  spoiledEntry,
} from "./hostile.ts";

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

/** The record names the technique that its changes tell of. */
function declareTechnique(content: string): void {
  const { ruleset, id, technique } = declarer;
  const file = join(content, "submissions", ruleset, id, "result.json");
  const result = JSON.parse(readFileSync(file, "utf8"));
  result.model.techniques = [technique];
  writeFileSync(file, JSON.stringify(result, null, 2));
}

/** An entry that builds on a refuted one, with a module of a hostile name, by an account called 2. */
function standOnFallen(content: string): void {
  const { ruleset, id, on } = heir;
  const file = join(content, "submissions", ruleset, id, "result.json");
  const result = JSON.parse(readFileSync(file, "utf8"));
  result.based_on = [on, "2026-01-01-never-submitted"];
  result.submitters = [{ name: "Two", github: "2" }];
  result.external_modules = [
    { name: hostileText, role: "test", source: "https://example.org/", digest: "0".repeat(64) },
  ];
  writeFileSync(file, JSON.stringify(result, null, 2));
}

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
  declareTechnique(content);
  standOnFallen(content);
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
