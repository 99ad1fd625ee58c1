import type { Candidate } from "./types.ts";

/** Whose a row of the ranking is. */
export function identityOf({ id, ruleset, track, hardware_class, opened_at, date }: Candidate) {
  return { id, ruleset, track, hardware_class, opened_at, date };
}

/** How an entry stands in it. */
export function stateOf({ standing, withheld, time_to_target_seconds, ranked_by }: Candidate) {
  return { standing, withheld, time_to_target_seconds, ranked_by };
}
