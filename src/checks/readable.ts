import { type Finding, finding } from "../findings/finding.ts";
import type { Case } from "./submission.ts";

/** Everything that had to be read could be read. */
export function readable({ submission }: Case): Finding[] {
  return (submission.unread ?? []).map((unread) => {
    const { name: file, name } = unread;
    if (unread.reason === "too-large") {
      const { bytes, limit } = unread;
      return finding("file-unread", { file }, { name, bytes, limit });
    }
    return finding("text-not-utf8", { file, line: unread.line }, { name, byte: unread.byte });
  });
}
