import type { Values } from "./fields.ts";

/** What was typed, kept in this browser until it is forgotten; files are not. */
export type Memory = { readonly contest: string; readonly slug: string; readonly values: Values };

const KEY = "imagegen-speedrun:new-entry";

export function remember(memory: Memory): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // A browser that keeps nothing: the page works all the same.
  }
}

export function remembered(): Memory | null {
  try {
    const { contest, slug, values } = JSON.parse(localStorage.getItem(KEY) ?? "null");
    const texts = Object.entries(values as object).filter(([, value]) => typeof value === "string");
    return { contest: String(contest), slug: String(slug), values: Object.fromEntries(texts) };
  } catch {
    return null;
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // See above.
  }
}
