import type { Cycle } from "../schemas/cycle.ts";
import type { Minutes } from "../schemas/minutes.ts";
import type { PublicRecord } from "./types.ts";

/** Decisions and actions out of the minutes they stand in, in the order in which they were made. */
export function buildRecord(unordered: readonly Minutes[], cycles: readonly Cycle[]): PublicRecord {
  const minutes = unordered.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const decided = minutes.flatMap(({ date, cycle, decisions }) =>
    decisions.map((decision) => ({ ...decision, date, cycle })),
  );
  return {
    minutes,
    decisions: decided.map((decision) => ({
      ...decision,
      amended_by: decided.filter(({ amends }) => amends.includes(decision.id)).map(({ id }) => id),
    })),
    actions: minutes.flatMap(({ date, actions }) => actions.map((action) => ({ ...action, date }))),
    cycles: cycles.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
