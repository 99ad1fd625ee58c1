import type { PublicRecord, RecordedDecision } from "../../record/types.ts";
import type { Minutes } from "../../schemas/minutes.ts";

/** How the record's values read as words, and where its pages lie. */

export const meetingPath = (date: string) => `/meetings/${date}/`;
export const decisionPath = (id: string) => `/decisions/${id}/`;
export const actionPath = (id: string) => `/actions/#${id}`;
export const cyclePath = (id: string) => `/cycles/${id}/`;
export const minutesSource = (date: string) => `content/meetings/${date}.mdx`;

export const kinds: Record<Minutes["kind"], string> = {
  call: "call",
  "in person": "in person",
  written: "in writing",
};

/** "by consensus", "2 for, 1 against, 0 abstained", "not recorded". */
export function howText(how: RecordedDecision["how"]): string {
  if (how === "consensus") return "by consensus";
  if (how === "not recorded") return how;
  const { votes } = how;
  return `${votes.for} for, ${votes.against} against, ${votes.abstain} abstained`;
}

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

/** Parts of a text: plain, or an id of the record with the path it leads to. */
export type TextPart = { readonly text: string; readonly path: string | null };

/** Finds the ids of decisions and actions in a text; only those that exist become links. */
export function partsOf(text: string, { decisions, actions }: PublicRecord): TextPart[] {
  const paths = new Map([
    ...decisions.map(({ id }) => [id, decisionPath(id)] as const),
    ...actions.map(({ id }) => [id, actionPath(id)] as const),
  ]);
  return text
    .split(/\b([DA]-\d{4}-\d{3})\b/)
    .filter((part) => part !== "")
    .map((part) => ({ text: part, path: paths.get(part) ?? null }));
}
