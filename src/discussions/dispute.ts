import type { Discussion } from "../schemas/discussion.ts";

/** Label that the form for disputes gives its issues. */
export const DISPUTE = "dispute";

/** The field "Entry" of .github/ISSUE_TEMPLATE/dispute.yml, as GitHub writes it into the issue. */
const ENTRY = /^### Entry\s*\n\s*([a-z0-9-]{1,120})\s*$/m;

/** The entry that an issue disputes; null where it disputes none that can be told. */
export function disputedEntry({ kind, labels, body, gone }: Discussion): string | null {
  if (kind !== "issue" || gone !== undefined || !labels.includes(DISPUTE)) return null;
  return ENTRY.exec(body.replaceAll("\r\n", "\n"))?.[1] ?? null;
}

/** What the form says about one of its questions. */
export function answerIn(body: string, question: string): string {
  const parts = body.replaceAll("\r\n", "\n").split(/^### /m);
  const part = parts.find((one) => one.startsWith(`${question}\n`));
  const text = (part ?? "").slice(question.length).trim();
  return text === "_No response_" ? "" : text;
}
