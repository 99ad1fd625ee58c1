import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../src", import.meta.url));
const imports = /(?:^|\n)(?:import|export)(?! type)[^;]*?from "([^"]+)"|import\("([^"]+)"\)/g;

/** Every import of a module and of what it imports, as [from, of]; types are no imports. */
function importsFrom(file: string, seen = new Set<string>()): [string, string][] {
  if (seen.has(file)) return [];
  seen.add(file);
  const named = [...readFileSync(file, "utf8").matchAll(imports)].map(([, a, b]) => a ?? b ?? "");
  return named.flatMap((name) => {
    if (!name.startsWith(".")) return [[relative(root, file), name] as [string, string]];
    return importsFrom(resolve(dirname(file), name), seen);
  });
}

/** What the page and its worker may bring along: small, and at home in a browser. */
const allowed = [
  "#validator",
  "virtual:result-validators",
  "@noble/hashes/sha2.js",
  "@noble/hashes/utils.js",
  "jsonc-parser",
];
/** Fetched only where a folder has rulings. */
const onDemand = ["yaml", "zod"];

test.each([
  ["check-page/page.ts", []],
  ["check-page/check.worker.ts", []],
  ["entry-page/page.ts", []],
  ["compare-page/page.ts", []],
  // It packs the folder.
  ["entry-page/entry.worker.ts", ["fflate"]],
])("%s needs nothing that a browser lacks", (name, more) => {
  const found = importsFrom(resolve(root, name));
  const known = [...allowed, ...onDemand, ...more];
  expect(found.filter(([, of]) => !known.includes(of))).toEqual([]);
  const eager = found.filter(([, of]) => onDemand.includes(of)).map(([from]) => from);
  expect(new Set(eager).isSubsetOf(new Set(rulingsOnly)), eager.join(", ")).toBe(true);
});

/** Modules that are reached through the exceptions of rulings.yaml alone. */
const rulingsOnly = [
  "check-page/exceptions.ts",
  "content-tree/exceptions.ts",
  "content-tree/plain-yaml.ts",
  "schemas/rulings.ts",
  "schemas/primitives.ts",
];
