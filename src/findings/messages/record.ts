import { didYouMean, either, message, shown } from "./message.ts";

/** Minutes, decisions, actions and cycles: what people rely on years later. */
export const recordMessages = {
  "minutes-broken": message<{ problem: string }>({
    severity: "error",
    title: "Minutes cannot be read",
    why: "Decisions and actions stand in the frontmatter of minutes, between the first two lines of three hyphens. What cannot be read is missing from the record.",
    example: { problem: "decisions.0.how: Invalid input" },
    say: ({ problem }) => ({
      message: `The frontmatter is broken: ${problem}.`,
      expected: "frontmatter that meets /schemas/minutes.schema.json",
      found: problem,
      fix: "Mend the frontmatter; `npx imagegen-speedrun minutes new <date>` shows its form.",
    }),
  }),
  "minutes-name": message<{ name: string; date: string | null }>({
    severity: "error",
    title: "The file of minutes is not named after its date",
    why: "The address of minutes is their date, and so is the name of their file. Nothing else lies in content/meetings/.",
    example: { name: "2026-01-21.mdx", date: "2026-01-20" },
    say: ({ name, date }) => ({
      message:
        date === null
          ? `${shown(name)} is no name of minutes.`
          : `The file is named ${shown(name)}, its date is ${date}.`,
      expected: date === null ? "<yyyy-mm-dd>.mdx" : `${date}.mdx`,
      found: shown(name),
      fix: "Rename the file after the day, or mend `date`; move other files elsewhere.",
    }),
  }),
  "attendance-consent": message<{ count: number }>({
    severity: "error",
    title: "People are named without their agreement",
    why: "Minutes stay public. Only people who were there and agreed to be named stand in them; everybody else is a role.",
    example: { count: 2 },
    say: ({ count }) => ({
      message: `attendance names ${count === 1 ? "a person" : `${count} people`}, and does not say that they agreed.`,
      expected: "`agreed: true` beside `named`",
      found: "no agreement",
      fix: "Ask each of them, then set `agreed: true`; put a role in `roles` for whoever did not agree.",
    }),
  }),
  "cycle-broken": message<{ problem: string }>({
    severity: "error",
    title: "A cycle cannot be read",
    why: "Milestones, calls, hardware and the review team of a half-year season are data; the pages show what stands in it.",
    example: { problem: 'milestones.0.state: Invalid option: expected one of "open"|"done"' },
    say: ({ problem }) => ({
      message: `The cycle is broken: ${problem}.`,
      expected: "a document that meets /schemas/cycle.schema.json, named after its id",
      found: problem,
      fix: "Mend the document.",
    }),
  }),
  "discussion-broken": message<{ problem: string }>({
    severity: "error",
    title: "A mirrored thread cannot be read",
    why: "Threads under content/discussions/ are written by `discussions` and by nobody else. One that cannot be read is missing from the record.",
    example: { problem: "it cannot be parsed" },
    say: ({ problem }) => ({
      message: `The file is broken: ${problem}.`,
      expected: "what `npx imagegen-speedrun discussions` writes",
      found: problem,
      fix: 'Put it back as it is on main, or delete it and run `npx imagegen-speedrun discussions --full`. In removals.yaml write lines of the form `- author: name` or `- id: "123"`.',
    }),
  }),
  "record-id-twice": message<{ id: string; first: string }>({
    severity: "error",
    title: "An id of the record is used twice",
    why: "Ids of decisions and actions are addresses that others rely on: each means one thing, for good.",
    example: { id: "D-2026-003", first: "meetings/2026-01-23.mdx:14" },
    say: ({ id, first }) => ({
      message: `${id} is used already, in ${first}.`,
      expected: "every id once",
      found: `${id} again`,
      fix: "Give the later of the two the next free number.",
    }),
  }),
  "record-reference": message<{
    kind: string;
    id: string;
    known: readonly string[];
    nearest: string | null;
  }>({
    severity: "error",
    title: "The record refers to something that does not exist",
    why: "Whoever follows a reference has to arrive: decisions, rulesets, cycles, tracks and fields are named by the ids they have.",
    example: {
      kind: "decision",
      id: "D-2026-030",
      known: ["D-2026-001", "D-2026-003"],
      nearest: "D-2026-003",
    },
    say: ({ kind, id, known, nearest }) => ({
      message: `There is no ${kind} ${shown(id)}.${didYouMean(nearest)}`,
      expected: known.length === 0 ? `a ${kind}; there is none yet` : someOf(known),
      found: shown(id),
      fix: `Name a ${kind} that exists, or add the missing one.`,
    }),
  }),
  "decision-amends": message<{ id: string; amended: string; is: "itself" | "later" }>({
    severity: "error",
    title: "A decision amends one that is not earlier",
    why: "Only what was decided before can be changed. The page of each decision shows the later one that amended it.",
    example: { id: "D-2026-002", amended: "D-2026-003", is: "later" },
    say: ({ id, amended, is }) => ({
      message:
        is === "itself"
          ? `${id} says that it amends itself.`
          : `${id} says that it amends ${amended}, which came after it.`,
      expected: "ids of earlier decisions",
      found: amended,
      fix: "Name the earlier decision; `amends` stands in the later of the two.",
    }),
  }),
  "decision-reasons": message<{ id: string }>({
    severity: "error",
    title: "A decision has no reasons",
    why: "Who reads a rule years later wants to know why. A decision without its reasons can neither be defended nor be changed well.",
    example: { id: "D-2026-004" },
    say: ({ id }) => ({
      message: `${id} gives no reason.`,
      expected: "at least one entry in `reasons`",
      found: "none",
      fix: "Write the reasons that were given, a sentence each.",
    }),
  }),
  "action-evidence": message<{ id: string; state: string }>({
    severity: "error",
    title: "An action is closed, and nothing shows it",
    why: "An action is done when somebody else can see that it is: a commit, a page, a thread. One that was dropped links to where that was said.",
    example: { id: "A-2026-001", state: "done" },
    say: ({ id, state }) => ({
      message: `${id} is ${state}, and nothing shows it.`,
      expected: "a link in `evidence`",
      found: "none",
      fix: "Link what shows it, or set `state: open` again.",
    }),
  }),
};

/** A record grows for years; nobody reads a hundred ids on one line. */
const someOf = (known: readonly string[]): string =>
  known.length > 8
    ? `one of ${known.length}, for example ${either(known.slice(-3))}`
    : either(known);
