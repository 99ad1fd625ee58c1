import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Addresses on other hosts that a page would load by itself, other than by a reader's click. */
export function foreignLoads(folder: string): string[] {
  const loads =
    /<(?:script|img|iframe|source|video|audio|embed|object|link(?=[^>]*rel="(?:stylesheet|preload|modulepreload|icon|preconnect)"))\b[^>]*\s(?:src|href|data)="(?:https?:)?\/\/[^"]*"/g;
  return globSync("**/*.html", { cwd: folder }).flatMap((page) =>
    [...readFileSync(join(folder, page), "utf8").matchAll(loads)].map(
      ([found]) => `${page}: ${found}`,
    ),
  );
}
