import type { PublicRecord } from "../record/types.ts";
import type { Entry } from "../registry/types.ts";
import type { Discussion } from "../schemas/discussion.ts";
import { nameOf } from "./mirror.ts";

/** What of the record names a thread. */
export type Referrer = {
  readonly kind: "decision" | "meeting" | "entry" | "ruling";
  readonly id: string;
  readonly title: string;
  readonly path: string;
};

const THREAD = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/(?:issues|pull|discussions)\/(\d+)/i;

/**
 * Owner, name and number of the thread an address leads to; null where it leads elsewhere. GitHub
 * numbers issues, pull requests and discussions of a repository in one row.
 */
export function threadKey(url: string): string | null {
  const [, repository, number] = THREAD.exec(url) ?? [];
  return repository && number ? `${repository.toLowerCase()}#${Number(number)}` : null;
}

/** The pages of mirrored threads by `threadKey`. */
export const threadPages = (threads: readonly Discussion[]): Map<string, string> =>
  new Map(
    threads.flatMap((thread) => {
      const key = threadKey(thread.url);
      return key === null ? [] : [[key, `/discussions/${nameOf(thread)}/`] as const];
    }),
  );

/** Everything in the record and among the entries that names a thread, by `threadKey`. */
export function referrers(
  record: PublicRecord,
  entries: readonly Entry[],
): Map<string, Referrer[]> {
  const found = new Map<string, Referrer[]>();
  const add = (url: string | null | undefined, referrer: Referrer) => {
    const key = url ? threadKey(url) : null;
    if (key === null) return;
    const list = found.get(key) ?? [];
    if (!list.some(({ path }) => path === referrer.path)) list.push(referrer);
    found.set(key, list);
  };
  for (const { id, title, links } of record.decisions) {
    for (const { url } of links)
      add(url, { kind: "decision", id, title, path: `/decisions/${id}/` });
  }
  for (const { date, title, links } of record.minutes) {
    for (const { url } of links)
      add(url, { kind: "meeting", id: date, title, path: `/meetings/${date}/` });
  }
  for (const { id, result, rulings } of entries) {
    const entry = { id, title: result.title } as const;
    add(result.links?.discussion, { kind: "entry", ...entry, path: `/runs/${id}/` });
    add(rulings?.pull_request?.url, { kind: "entry", ...entry, path: `/runs/${id}/` });
    for (const [index, { link }] of (rulings?.rulings ?? []).entries())
      add(link, { kind: "ruling", ...entry, path: `/runs/${id}/#ruling-${index + 1}` });
  }
  return found;
}
