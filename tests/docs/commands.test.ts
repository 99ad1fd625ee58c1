import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const documents = [
  ...globSync(["*.md", "docs/**/*.md", "kernel/*.md", ".github/**/*.{md,yml}"]),
  "scripts/bench/site.ts",
  "scripts/bench/kernel.ts",
].map((path) => ({ path, text: readFileSync(path, "utf8") }));

/** What a pattern's group finds in all documents, with the document. */
const mentioned = (pattern: RegExp) =>
  documents.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map(([, name = ""]) => ({ path, name })),
  );

test("every npm script that a document names is there", () => {
  const named = mentioned(/\bnpm run ([a-z][a-z:]*)/g);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ name }) => !(name in manifest.scripts))).toEqual([]);
});

test("every program that a document starts is there", () => {
  const started = mentioned(/\b(?:node|python) ((?:scripts|bench)\/[\w/.-]+\.(?:ts|py))/g);
  expect(started.length).toBeGreaterThan(3);
  const missing = started.filter(({ name }) => !existsSync(name) && !existsSync(`kernel/${name}`));
  expect(missing).toEqual([]);
});
