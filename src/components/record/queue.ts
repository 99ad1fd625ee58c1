import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Cycle } from "../../schemas/cycle.ts";
import { type Queue, queueSchema, type Waiting } from "../../schemas/queue.ts";

/** The queue this build was given (IMAGEGEN_QUEUE), or null where it was given none. */
export function givenQueue(): Queue | null {
  const path = process.env["IMAGEGEN_QUEUE"];
  if (!path || !existsSync(resolve(path))) return null;
  return queueSchema.parse(JSON.parse(readFileSync(resolve(path), "utf8")));
}

/** What each state means, whose move it is, and the review step of the cycle that it is. */
export const queueWords: Record<
  Waiting["state"],
  { readonly says: string; readonly actor: string; readonly step: string | null }
> = {
  received: {
    says: "Received: the check has not answered yet, or it brings no entry.",
    actor: "machine",
    step: null,
  },
  mend: { says: "The check found errors.", actor: "submitter", step: "mend" },
  measure: { says: "Checked: to be measured.", actor: "maintainer", step: "measure" },
  remeasure: {
    says: "The measurement did not come to an end.",
    actor: "maintainer",
    step: "measure",
  },
  rule: { says: "Measured: to be ruled on.", actor: "reviewer", step: "rule" },
};

const DAY = 86_400_000;
const daysBetween = (from: string, to: string) =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY));

/** An open pull request with what a reader asks of it. */
export type QueueRow = Waiting & {
  readonly ageDays: number;
  readonly inStateDays: number;
  /** Days that the step is meant to take; null where nothing is agreed. */
  readonly meantDays: number | null;
  readonly late: boolean;
};

/** The rows of the queue page, the one that waits longest beyond its time first. */
export function queueRows(queue: Queue, steps: Cycle["review_steps"]): QueueRow[] {
  const rows = queue.waiting.map((waiting) => {
    const step = queueWords[waiting.state].step;
    const meantDays = steps.find(({ id }) => id === step)?.days ?? null;
    const inStateDays = daysBetween(waiting.since, queue.as_of);
    return {
      ...waiting,
      ageDays: daysBetween(waiting.opened_at, queue.as_of),
      inStateDays,
      meantDays,
      late: meantDays !== null && inStateDays > meantDays,
    };
  });
  const over = (row: QueueRow) => row.inStateDays - (row.meantDays ?? Number.POSITIVE_INFINITY);
  return rows.toSorted((a, b) => over(b) - over(a) || a.number - b.number);
}
