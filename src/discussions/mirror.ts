import type { Comment, Discussion, Removals, Reply } from "../schemas/discussion.ts";

/** The name of a thread's file, without its ending. */
export const nameOf = ({ kind, number }: Pick<Discussion, "kind" | "number">): string =>
  `${kind}-${number}`;

/** What is gone keeps its place in the conversation and loses its words. */
const emptied = <One extends Reply | Discussion>(one: One, gone: "deleted" | "removed"): One => ({
  ...one,
  body: "",
  reactions: {},
  gone,
});

/** Replies as they are now, with those that vanished since at their old places. */
function withVanished<One extends Reply>(before: readonly One[], now: readonly One[]): One[] {
  const present = new Set(now.map(({ id }) => id));
  const vanished = before
    .filter(({ id }) => !present.has(id))
    .map((one) => (one.gone === undefined ? emptied(one, "deleted") : one));
  return [...now, ...vanished].toSorted(
    (a, b) =>
      (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0) ||
      (a.id < b.id ? -1 : 1),
  );
}

/** A thread as it is now, with what was deleted since the last time shown as that. */
export function merged(before: Discussion | null, now: Discussion): Discussion {
  const old = new Map((before?.comments ?? []).map((one) => [one.id, one]));
  const comments = withVanished(before?.comments ?? [], now.comments).map((one) => ({
    ...one,
    replies: withVanished(old.get(one.id)?.replies ?? [], one.replies),
  }));
  return { ...now, comments };
}

/** A thread that GitHub does not know any more. */
export const deleted = (before: Discussion): Discussion => ({
  ...emptied(before, "deleted"),
  state: "deleted",
  comments: before.comments.map((one) => ({
    ...emptied(one, "deleted"),
    replies: one.replies.map((reply) => emptied(reply, "deleted")),
  })),
});

/** Takes out what people asked to be removed: their texts, and their names. */
export function withoutRemoved(thread: Discussion, removals: Removals): Discussion {
  const authors = new Set(
    removals.flatMap((one) => ("author" in one ? [one.author.toLowerCase()] : [])),
  );
  const ids = new Set(removals.flatMap((one) => ("id" in one ? [one.id] : [])));
  const isRemoved = (author: string, id: string) =>
    authors.has(author.toLowerCase()) || ids.has(id);
  const kept = <One extends Reply>(one: One): One =>
    isRemoved(one.author, one.id) ? { ...emptied(one, "removed"), author: "removed" } : one;
  const whole = isRemoved(thread.author, nameOf(thread));
  return {
    ...(whole ? { ...emptied(thread, "removed"), title: "removed", author: "removed" } : thread),
    comments: thread.comments.map(
      (one): Comment => ({ ...kept(one), replies: one.replies.map(kept) }),
    ),
  };
}

/** The file of a thread: the same thread gives the same bytes. */
export const discussionText = (thread: Discussion): string =>
  `${JSON.stringify(thread, null, 2)}\n`;
