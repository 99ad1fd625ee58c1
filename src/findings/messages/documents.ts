import { didYouMean, either, message, shown } from "./message.ts";

/** The documents of a submission folder: are they there, can they be read, are they in their place. */
export const documentMessages = {
  "result-missing": message<{ folder: string }>({
    severity: "error",
    title: "There is no result.json",
    why: "result.json states what is claimed. Without it there is nothing to check.",
    example: { folder: "2026-02-01-my-idea" },
    say: ({ folder }) => ({
      message: `${folder} has no result.json.`,
      expected: "a file result.json in the folder",
      found: "no such file",
      fix: "Write one; `npx imagegen-speedrun new <id> --ruleset R --track T` begins it for you.",
    }),
  }),
  "result-not-json": message<{ problem: string }>({
    severity: "error",
    title: "result.json is not JSON",
    why: "Nothing else can be said of a file that cannot be read. NaN and Infinity, comments and trailing commas are not JSON.",
    example: { problem: "a comma or a closing brace is missing" },
    say: ({ problem }) => ({
      message: `result.json is not JSON: ${problem}.`,
      expected: "JSON, UTF-8",
      found: problem,
      fix: "Mend the file at this place; `python -m json.tool result.json` shows the same spot.",
    }),
  }),
  "result-duplicate-key": message<{ key: string; firstLine: number }>({
    severity: "error",
    title: "A key occurs twice in one object",
    why: "JSON readers disagree about which of two equal keys counts, so a reviewer and a machine could read two different claims.",
    example: { key: "clock_seconds", firstLine: 12 },
    say: ({ key, firstLine }) => ({
      message: `${shown(key)} occurs twice in the same object; the first is in line ${firstLine}.`,
      expected: "every key once",
      found: `${shown(key)} again`,
      fix: "Remove one of the two.",
    }),
  }),
  "text-not-utf8": message<{ name: string; byte: number }>({
    severity: "error",
    title: "A document is not UTF-8",
    why: "A byte that is no UTF-8 is shown as something else by each reader, so nobody knows what was written.",
    example: { name: "result.json", byte: 812 },
    say: ({ name, byte }) => ({
      message: `${name} is not UTF-8 from byte ${byte} on.`,
      expected: "text in UTF-8",
      found: "bytes of another encoding",
      fix: "Save the file as UTF-8; most editors have it under Save with Encoding.",
    }),
  }),
  "file-unread": message<{ name: string; bytes: number; limit: number }>({
    severity: "error",
    title: "A file is too large to be read",
    why: "The check reads documents of a few million bytes and logs of a few hundred. No honest one comes near, and what is not read cannot be accepted.",
    example: { name: "result.json", bytes: 104_857_600, limit: 1_000_000 },
    say: ({ name, bytes, limit }) => ({
      message: `${name} has ${bytes} bytes; no more than ${limit} of it are read here.`,
      expected: `at most ${limit} bytes`,
      found: `${bytes} bytes`,
      fix: "Shorten the file, log a line less often, or store samples elsewhere and name their address.",
    }),
  }),
  "folder-crowded": message<{ limit: number }>({
    severity: "error",
    title: "The folder holds too many things",
    why: "A submission is a handful of files. A folder of thousands is something else, and nothing in it was looked at.",
    example: { limit: 1000 },
    say: ({ limit }) => ({
      message: `The folder holds more than ${limit} things; none of them was read.`,
      expected: "result.json, README.md and the files that `runs` names",
      found: `more than ${limit} things`,
      fix: "Check the folder of one submission; take everything else out of it.",
    }),
  }),
  "ruleset-unknown": message<{ value: unknown; known: readonly string[]; nearest: string | null }>({
    severity: "error",
    title: "There is no such ruleset",
    why: "A claim is judged under one published version of the rules, which result.json names.",
    example: {
      value: "rehearsal-v0",
      known: ["2026h1-v1", "rehearsal-v1"],
      nearest: "rehearsal-v1",
    },
    say: ({ value, known, nearest }) => ({
      message: `There is no ruleset ${shown(value)}.${didYouMean(nearest)}`,
      expected: either(known),
      found: shown(value),
      fix: "Name a published ruleset in `ruleset`.",
    }),
  }),
  "ruleset-closed": message<{ ruleset: string; status: string }>({
    severity: "error",
    title: "The ruleset takes no submissions",
    why: "Drafts and superseded rulesets stay readable, but entries are made under a published one.",
    example: { ruleset: "2026h1-draft-a", status: "superseded" },
    say: ({ ruleset, status }) => ({
      message: `Ruleset ${ruleset} is ${status}; it takes no submissions.`,
      expected: "a published ruleset",
      found: status,
      fix: "Enter under the ruleset that superseded it; /rulesets/ lists them.",
    }),
  }),
  "track-unknown": message<{
    value: unknown;
    ruleset: string;
    known: readonly string[];
    nearest: string | null;
  }>({
    severity: "error",
    title: "The ruleset has no such track",
    why: "The track decides which target stops the clock and which fields are mandatory.",
    example: {
      value: "basics",
      ruleset: "rehearsal-v1",
      known: ["basic", "free-form"],
      nearest: "basic",
    },
    say: ({ value, ruleset, known, nearest }) => ({
      message: `Ruleset ${ruleset} has no track ${shown(value)}.${didYouMean(nearest)}`,
      expected: either(known),
      found: shown(value),
      fix: "Name one of the ruleset's tracks in `track`.",
    }),
  }),
  "folder-name": message<{ found: string; expected: string; because: string }>({
    severity: "error",
    title: "The folder is not where its content says",
    why: "The path of an entry is its identity: content/submissions/<ruleset>/<date>-<slug>. Addresses, citations and other entries rely on it.",
    example: {
      found: "submissions/rehearsal-v1/my-idea",
      expected: "submissions/rehearsal-v1/2026-02-01-my-idea",
      because: "the last part begins with the date of result.json",
    },
    say: ({ found, expected, because }) => ({
      message: `The folder is ${found}, but ${because}.`,
      expected,
      found,
      fix: `Rename the folder to ${expected}, or correct result.json.`,
    }),
  }),
  "date-in-future": message<{ date: string; today: string }>({
    severity: "error",
    title: "The date lies in the future",
    why: "The date orders what readers see; a date that has not come yet is a slip.",
    example: { date: "2027-02-01", today: "2026-02-01" },
    say: ({ date, today }) => ({
      message: `The date ${date} has not come yet; today is ${today} (UTC).`,
      expected: `${today} or earlier`,
      found: date,
      fix: "Set `date`, and the beginning of the folder's name, to the day of submission.",
    }),
  }),
  "readme-missing": message<{ folder: string }>({
    severity: "error",
    title: "There is no README.md",
    why: "Readers want to know in your words what changed and how to run it. It is shown on the entry's page.",
    example: { folder: "2026-02-01-my-idea" },
    say: ({ folder }) => ({
      message: `${folder} has no README.md.`,
      expected: "a file README.md in the folder",
      found: "no such file",
      fix: "Write a few lines: what is new, why it should help, the command that made the entry.",
    }),
  }),
  "file-unexpected": message<{ name: string; kind: string; nearest: string | null }>({
    severity: "error",
    title: "A file does not belong here",
    why: "A submission is result.json, README.md, the logs and samples that result.json names, and nothing else. Links and folders are refused: they could point anywhere.",
    example: { name: "train.py", kind: "file", nearest: null },
    say: ({ name, kind, nearest }) => ({
      message: `${shown(name)} is a ${kind} that result.json does not name.${didYouMean(nearest)}`,
      expected: "result.json, README.md and the files that `runs` names",
      found: `${kind} ${shown(name)}`,
      fix: "Remove it, or name it in the run it belongs to. Code belongs in your repository.",
    }),
  }),
  "file-too-large": message<{ name: string; bytes: number; limit: number }>({
    severity: "error",
    title: "A file or the folder is too large",
    why: "Everybody who clones the repository carries every entry. Large files lie elsewhere and are named by address and SHA-256.",
    example: { name: "run-1.jsonl", bytes: 31_000_000, limit: 20_000_000 },
    say: ({ name, bytes, limit }) => ({
      message: `${name} has ${bytes} bytes; the ruleset allows ${limit}.`,
      expected: `at most ${limit} bytes`,
      found: `${bytes} bytes`,
      fix: "Write a log line less often, compress the log with gzip, or store the file elsewhere and name its address.",
    }),
  }),
  "file-names-collide": message<{ name: string; other: string }>({
    severity: "error",
    title: "Two file names are one on other machines",
    why: "On macOS and Windows, names that differ only in case or in the form of a letter are the same name: one file would silently replace the other.",
    example: { name: "Run-1.jsonl", other: "run-1.jsonl" },
    say: ({ name, other }) => ({
      message: `${shown(name)} and ${shown(other)} are one name where case or Unicode form does not count.`,
      expected: "names that differ in more than case",
      found: `${shown(name)} beside ${shown(other)}`,
      fix: "Rename one of the two.",
    }),
  }),
  "blank-left": message<{ value: string }>({
    severity: "error",
    title: "A blank was not filled in",
    why: "`new` marks what only you can know. A marked blank is never a valid value.",
    example: { value: "FILL IN: one line that says what is new" },
    say: ({ value }) => ({
      message: `This still says ${shown(value)}.`,
      expected: "your own value",
      found: shown(value),
      fix: "Replace the whole value, the words FILL IN included.",
    }),
  }),
};
