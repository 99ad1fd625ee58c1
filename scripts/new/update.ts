import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAddedByReview } from "../../src/checks/files.ts";
import type { Ruleset } from "../../src/schemas/ruleset.ts";
import { Misuse } from "../io.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What was there, and a blank for every field that the new rules add. */
function overlaid(blank: Fields, old: Fields): Fields {
  const merged: Fields = { ...blank, ...old };
  for (const [key, value] of Object.entries(blank)) {
    const before = old[key];
    if (isFields(value) && isFields(before)) merged[key] = overlaid(value, before);
  }
  return merged;
}

/** The result.json of an entry under another ruleset: its claims stay, its statements are asked anew. */
export function updatedResult(old: Fields, blank: Fields, ruleset: Ruleset): Fields {
  const merged = overlaid(blank, old);
  const { $schema, ruleset: id, track, date } = blank;
  const statements = isFields(old.statements) ? old.statements : {};
  const asked = isFields(blank.statements) ? blank.statements : {};
  return {
    ...merged,
    ...($schema === undefined ? {} : { $schema }),
    ruleset: id ?? ruleset.id,
    track: track ?? null,
    date: date ?? null,
    statements: Object.fromEntries(
      Object.entries(asked).map(([key, text]) => [key, statements[key] ?? text]),
    ),
  };
}

/** result.json of the entry that is carried over. */
export function readOld(folder: string): Fields {
  const path = join(folder, "result.json");
  if (!existsSync(path)) throw new Misuse(`There is no ${path} to carry over.`);
  try {
    const value: Json = JSON.parse(readFileSync(path, "utf8"));
    if (isFields(value)) return value;
  } catch {
    // Told below: not an object is told in the same words.
  }
  throw new Misuse(`${path} is not a JSON object. Run check on it first.`);
}

const isLeftBehind = (name: string) => name === "result.json" || isAddedByReview(name);

/** Copies logs, samples and README; what reviewers wrote about the old entry stays with it. */
export function copyEvidence(from: string, to: string): void {
  for (const item of readdirSync(from, { withFileTypes: true })) {
    if (item.isFile() && !isLeftBehind(item.name)) {
      copyFileSync(join(from, item.name), join(to, item.name));
    }
  }
}
