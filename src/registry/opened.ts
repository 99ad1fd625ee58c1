import type { Entry } from "./types.ts";

/** When the pull request was opened: as reviewers wrote it, else as it was signed, else its day. */
export const openedAt = ({ rulings, verification, result }: Entry): string =>
  rulings?.pull_request?.opened_at ??
  verification?.pull_request?.opened_at ??
  `${result.date}T00:00:00Z`;
