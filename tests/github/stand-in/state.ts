import type { GitSide } from "./repository.ts";

/** What the stand-in remembers. Tests look at it; routes answer from it. */

export type Pull = {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  readonly body: string;
  /** owner/name of the fork it comes from. */
  readonly fork: string;
  readonly branch: string;
  readonly openedAt: string;
  head: string;
  state: "open" | "closed";
  mergedAt: string | null;
};
export type Comment = {
  readonly id: number;
  readonly issue: number;
  readonly author: string;
  body: string;
};
export type Status = {
  readonly sha: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
  readonly url: string | null;
};
export type Issue = {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: "open" | "closed";
  readonly createdAt: string;
  updatedAt: string;
};
/** A thread under GitHub Discussions. */
export type Thread = {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  readonly body: string;
  readonly category: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly comments: {
    readonly id: string;
    readonly author: string;
    body: string;
    readonly createdAt: string;
    readonly replies: {
      readonly id: string;
      readonly author: string;
      body: string;
      readonly createdAt: string;
    }[];
  }[];
};
export type Run = {
  readonly id: number;
  readonly event: string;
  readonly head: string;
  readonly branch: string;
  readonly repository: string;
};

export class State {
  readonly owner: string;
  readonly name: string;
  readonly git: GitSide;
  readonly pulls = new Map<number, Pull>();
  readonly issues = new Map<number, Issue>();
  readonly threads: Thread[] = [];
  readonly comments: Comment[] = [];
  /** Every time a label was given. */
  readonly labelEvents: { readonly issue: number; readonly name: string; readonly at: string }[] =
    [];
  readonly statuses: Status[] = [];
  readonly runs = new Map<number, Run>();
  /** Labels of the repository, and of each issue or pull request. */
  readonly labels = new Map<string, { color: string; description: string }>();
  readonly labelled = new Map<number, Set<string>>();
  readonly sarifs: { readonly commit_sha: string; readonly ref: string; readonly sarif: string }[] =
    [];
  #numbers = 0;
  #ids = 0;
  #minutes = 0;

  constructor(owner: string, name: string, git: GitSide) {
    this.owner = owner;
    this.name = name;
    this.git = git;
  }

  get repository(): string {
    return `${this.owner}/${this.name}`;
  }
  nextNumber(): number {
    return ++this.#numbers;
  }
  nextId(): number {
    return 1000 + ++this.#ids;
  }
  /** A minute later each time: the stand-in's clock does not depend on ours. */
  now(): string {
    const minute = this.#minutes++;
    return new Date(Date.UTC(2026, 10, 24, 9, minute)).toISOString().replace(".000", "");
  }
  labelsOf(number: number): Set<string> {
    const known = this.labelled.get(number) ?? new Set<string>();
    this.labelled.set(number, known);
    return known;
  }
  /** The latest status of a name on a commit. */
  statusOf(sha: string, context: string): Status | null {
    return this.statuses.findLast((one) => one.sha === sha && one.context === context) ?? null;
  }
}
