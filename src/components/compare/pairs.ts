import { byCodePoint } from "../../registry/order.ts";
import type { ContentTree, Registry, RegistryRecord } from "../../registry/types.ts";
import { type RunView, runView } from "../run/view.ts";

/** A record beside the one it beat: the comparisons that have a page of their own. */
export type RecordPair = { readonly before: string; readonly record: RegistryRecord };

/** Every record with the one before it, newest first. */
export const recordPairs = ({ records }: Pick<Registry, "records">): RecordPair[] =>
  records
    .flatMap((record) => (record.previous === null ? [] : [{ before: record.previous, record }]))
    .toSorted(
      (a, b) =>
        byCodePoint(b.record.opened_at, a.record.opened_at) ||
        byCodePoint(b.record.submission, a.record.submission),
    );

export const pairPath = ({ before, record }: RecordPair): string =>
  `/compare/${before}/${record.submission}/`;

/** Both entries of a pair with what their pages show; null where one has no page. */
export function pairViews(tree: ContentTree, registry: Registry, pair: RecordPair) {
  const before: RunView | null = runView(tree, registry, pair.before);
  const after: RunView | null = runView(tree, registry, pair.record.submission);
  return before && after ? { before, after } : null;
}
