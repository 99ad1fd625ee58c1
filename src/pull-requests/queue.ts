import type { Label } from "../github/labels.ts";
import type { OpenPullRequest } from "../github/open-pull-requests.ts";
import type { Queue, Waiting } from "../schemas/queue.ts";

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

/** Where an open pull request stands, and since when. Of two labels the one given last counts. */
function standingOf(pull: OpenPullRequest): Pick<Waiting, "state" | "since"> {
  const [last] = (Object.keys(queue) as QueueState[])
    .filter((state) => pull.labels.includes(queue[state].label.name))
    .map((state) => ({ state, since: pull.labelled.get(queue[state].label.name) ?? pull.openedAt }))
    .toSorted((a, b) => (a.since > b.since ? -1 : 1));
  return last ?? { state: "received", since: pull.openedAt };
}

/** The review queue at a moment: every open pull request in one state, the oldest first. */
export const queueOf = (pulls: readonly OpenPullRequest[], moment: string): Queue => ({
  as_of: moment,
  waiting: pulls
    .map((pull) => ({
      number: pull.number,
      title: pull.title,
      author: pull.author,
      url: pull.url,
      opened_at: pull.openedAt,
      ...standingOf(pull),
    }))
    .toSorted((a, b) => a.number - b.number),
});
