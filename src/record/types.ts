import type { Action } from "../schemas/action.ts";
import type { Cycle } from "../schemas/cycle.ts";
import type { Decision } from "../schemas/decision.ts";
import type { Minutes } from "../schemas/minutes.ts";

/** A decision with the day it was made, and the later ones that changed it. */
export type RecordedDecision = Decision & {
  readonly date: string;
  readonly cycle: string;
  readonly amended_by: readonly string[];
};

export type RecordedAction = Action & { readonly date: string };

/** Everything the community left in writing, oldest first. */
export type PublicRecord = {
  readonly minutes: readonly Minutes[];
  readonly decisions: readonly RecordedDecision[];
  readonly actions: readonly RecordedAction[];
  readonly cycles: readonly Cycle[];
};
