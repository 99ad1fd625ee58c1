import type { Label } from "../github/labels.ts";

/**
 * Where a submission's pull request stands: in exactly one of these at any time, shown as a label.
 * `actor` is whose move it is.
 */
export const queue = {
  mend: {
    label: {
      name: "queue: to mend",
      color: "d4a72c",
      description: "The check found errors; the submitter mends them and pushes again.",
    },
    actor: "submitter",
  },
  measure: {
    label: {
      name: "queue: to measure",
      color: "0969da",
      description: "The check found no error; a maintainer starts the measurement.",
    },
    actor: "maintainer",
  },
  remeasure: {
    label: {
      name: "queue: measurement failed",
      color: "d4a72c",
      description: "The measurement did not come to an end; a maintainer starts it again.",
    },
    actor: "maintainer",
  },
  rule: {
    label: {
      name: "queue: to rule on",
      color: "1a7f37",
      description: "Measured; reviewers rule on it in writing and merge.",
    },
    actor: "reviewer",
  },
} as const satisfies Record<string, { label: Label; actor: string }>;

export type QueueState = keyof typeof queue;
export const queueLabels: readonly Label[] = Object.values(queue).map(({ label }) => label);
