import type { Ruleset } from "../schemas/ruleset.ts";

const idOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "id" in value ? value.id : undefined;

/** What can follow a value in the path of a field: its keys, or the ids of its items. */
function stepsFrom(value: unknown): ReadonlyMap<string, unknown> {
  if (Array.isArray(value)) {
    const named = value.map((item: unknown) => [idOf(item), item] as const);
    return new Map(named.flatMap(([id, item]) => (typeof id === "string" ? [[id, item]] : [])));
  }
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

/**
 * The first part of a dotted field that a ruleset does not have, with what could stand there; null
 * where the field exists. Items of lists are named by their ids: `tracks.basic.target`.
 */
export function missingStep(
  ruleset: Ruleset,
  field: string,
): { readonly before: string; readonly known: readonly string[] } | null {
  let value: unknown = ruleset;
  const taken: string[] = [];
  for (const step of field.split(".")) {
    const steps = stepsFrom(value);
    if (!steps.has(step)) {
      return { before: taken.map((one) => `${one}.`).join(""), known: [...steps.keys()] };
    }
    value = steps.get(step);
    taken.push(step);
  }
  return null;
}
