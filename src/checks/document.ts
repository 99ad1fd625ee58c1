import { type Finding, finding } from "../findings/finding.ts";
import type { Case } from "./submission.ts";

const file = "result.json";

/** result.json is there, is JSON, and means the same to every reader. */
export function document({ submission }: Case): Finding[] {
  const { result, id } = submission;
  const isUnread = submission.unread?.some(({ name }) => name === file) ?? false;
  if (result === null && isUnread) return [];
  if (result === null) return [finding("result-missing", { file }, { folder: id })];
  if (result.broken !== null) {
    const { problem, position } = result.broken;
    return [finding("result-not-json", { file, ...position }, { problem })];
  }
  return result
    .duplicates()
    .map(({ key, pointer, position, firstLine }) =>
      finding("result-duplicate-key", { file, pointer, ...position }, { key, firstLine }),
    );
}
