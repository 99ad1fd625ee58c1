import { stringify } from "yaml";
import type { Discussion } from "../schemas/discussion.ts";
import type { PublicRecord } from "./types.ts";

/** "A-2026-001: what is to be done (owner, due 2026-02-28)". */
function item({ id, text, owner, due }: PublicRecord["actions"][number]): string {
  const who = owner ?? "nobody yet";
  const words = text.replace(/\.$/, "");
  return `${id}: ${words} (${who}${due === null ? "" : `, due ${due}`})`;
}

/** The next free id of a year, of those that begin with this letter. */
function nextId(letter: "D" | "A", year: string, ids: readonly string[]): string {
  const prefix = `${letter}-${year}-`;
  const used = ids.filter((id) => id.startsWith(prefix)).map((id) => Number(id.slice(7)));
  return `${prefix}${String(Math.max(0, ...used) + 1).padStart(3, "0")}`;
}

/** The half-year season that a day lies in. */
export const cycleOn = (date: string): string =>
  `${date.slice(0, 4)}h${Number(date.slice(5, 7)) <= 6 ? 1 : 2}`;

/** "Issue 7, open since 2026-01-16: Should one run be enough? (https://…)". */
const topic = ({ kind, number, title, created_at, url }: Discussion): string =>
  `${kind === "pull" ? "pull request" : kind} ${number}, open since ${created_at.slice(0, 10)}: ${visible(title)} (${url})`;

/** A title as one visible line: it is somebody's, and minutes are written from it. */
const visible = (title: string): string =>
  title
    .replaceAll(/[\p{C}\p{Z}]+/gu, " ")
    .trim()
    .slice(0, 300);

/**
 * The text of minutes to begin with: every open action of the meetings before as an item, those
 * that are due first at the top, then every open thread. How decisions and actions are written
 * stands there as a remark.
 */
export function blankMinutes(
  date: string,
  { actions, decisions }: PublicRecord,
  threads: readonly Discussion[],
): string {
  const open = actions
    .filter((action) => action.state === "open" && action.date < date)
    .toSorted(
      (a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999", "en") || (a.id < b.id ? -1 : 1),
    );
  const topics = threads
    .filter((thread) => thread.state === "open" && thread.created_at.slice(0, 10) < date)
    .toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1));
  const agenda = [...open.map(item), ...topics.map(topic)];
  const year = date.slice(0, 4);
  const head = stringify(
    {
      date,
      title: `Meeting of ${date}`,
      kind: "call",
      state: "planned",
      cycle: cycleOn(date),
      attendance: { note: "not recorded" },
      agenda: agenda.length === 0 ? ["No action and no thread is open."] : agenda,
    },
    { lineWidth: 100 },
  );
  const decision = nextId(
    "D",
    year,
    decisions.map(({ id }) => id),
  );
  const action = nextId(
    "A",
    year,
    actions.map(({ id }) => id),
  );
  return `---
${head}# After the meeting: state: held, and what it left behind. In attendance, \`named\` holds people who
# were there and agreed (then \`agreed: true\`), \`roles\` everybody else.
# decisions:
#   - id: ${decision}
#     title: A few words
#     text: What was decided.
#     reasons: [Why.]
#     alternatives: []
#     how: consensus            # or {votes: {for: 3, against: 1, abstain: 0}}, or not recorded
#     topics: []
#     amends: []                # ids of earlier decisions that this one changes
#     changes: []               # {ruleset: 2026h1-v1, field: tracks.basic.target}
# actions:
#   - {id: ${action}, text: What is to be done., owner: null, due: null, state: open}
---

What was said, in prose.
`;
}
