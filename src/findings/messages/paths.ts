import { message, shown } from "./message.ts";

/** What a pull request may touch, and documents of the content tree that are not a submitter's. */
export const pathMessages = {
  "path-outside-submission": message<{ path: string }>({
    severity: "error",
    title: "A submission touches files outside its folder",
    why: "A pull request with a result adds data and nothing else: no code, no workflow, no other entry. That is what makes it safe to check.",
    example: { path: ".github/workflows/check.yml" },
    say: ({ path }) => ({
      message: `${shown(path)} lies outside content/submissions/<ruleset>/<id>/.`,
      expected: "changes inside one new submission folder",
      found: shown(path),
      fix: "Move this change into a pull request of its own.",
    }),
  }),
  "path-changes-existing": message<{ path: string; status: string }>({
    severity: "error",
    title: "A file that exists already is changed",
    why: "Nothing that was published is edited or deleted by a submission. Corrections are rulings, or a new entry.",
    example: { path: "content/submissions/rehearsal-v1/2026-02-01-x/result.json", status: "M" },
    say: ({ path, status }) => ({
      message: `${shown(path)} exists already and is ${status === "D" ? "deleted" : "changed"}.`,
      expected: "added files only",
      found: `status ${status}`,
      fix: "Take this change back; to correct an entry, ask for it in an issue.",
    }),
  }),
  "path-special-file": message<{ path: string; mode: string }>({
    severity: "error",
    title: "A file is a link, a submodule or executable",
    why: "Symbolic links and submodules could lead out of the folder, and data needs no permission to run.",
    example: { path: "content/submissions/rehearsal-v1/2026-02-01-x/log.jsonl", mode: "120000" },
    say: ({ path, mode }) => ({
      message: `${shown(path)} is ${special[mode] ?? `of git mode ${mode}`}.`,
      expected: "a plain file (git mode 100644)",
      found: `git mode ${mode}`,
      fix: "Add the file itself: `chmod 644` it, and replace a link by a copy.",
    }),
  }),
  "path-two-submissions": message<{ folders: readonly string[] }>({
    severity: "error",
    title: "A pull request adds more than one submission",
    why: "Each entry is judged, merged and dated on its own.",
    example: { folders: ["rehearsal-v1/2026-02-01-a", "rehearsal-v1/2026-02-01-b"] },
    say: ({ folders }) => ({
      message: `This pull request adds ${folders.length} submissions: ${folders.map(shown).join(", ")}.`,
      expected: "one submission",
      found: `${folders.length}`,
      fix: "Open one pull request for each.",
    }),
  }),
  "path-name": message<{ path: string }>({
    severity: "error",
    title: "A file name has characters that are not allowed",
    why: "Names with spaces, control characters, leading dots or letters beyond ASCII can be shown as something they are not.",
    example: { path: "content/submissions/rehearsal-v1/2026-02-01-x/résult.json" },
    say: ({ path }) => ({
      message: `${shown(path)} is no allowed name.`,
      expected: "letters, digits, dot, hyphen and underscore, beginning with a letter or digit",
      found: shown(path),
      fix: "Rename the file.",
    }),
  }),
  "path-reserved": message<{ path: string }>({
    severity: "error",
    title: "A submission brings a file that only reviewers write",
    why: "verification.json is what the kernel measured, rulings.yaml what reviewers decided, and the contact sheets come with the measurement. An entry cannot bring its own.",
    example: { path: "content/submissions/rehearsal-v1/2026-02-01-x/verification.json" },
    say: ({ path }) => ({
      message: `${shown(path)} is written by the kernel or by reviewers.`,
      expected: "result.json, README.md, logs and samples",
      found: shown(path),
      fix: "Remove it from the pull request.",
    }),
  }),
  "path-nothing": message<Record<string, never>>({
    severity: "error",
    title: "The pull request adds no submission",
    why: "The branch has no change against main, or none that adds an entry.",
    example: {},
    say: () => ({
      message: "The branch adds no submission folder.",
      expected: "one new folder under content/submissions/<ruleset>/",
      found: "nothing",
      fix: "Commit the folder to the branch and push it.",
    }),
  }),
  "ruleset-broken": message<{ problem: string }>({
    severity: "error",
    title: "A ruleset cannot be read",
    why: "Rulesets are data that everything else obeys.",
    example: { problem: "tracks: expected array" },
    say: ({ problem }) => ({
      message: `The ruleset is broken: ${problem}.`,
      expected: "a document that meets /schemas/ruleset.schema.json",
      found: problem,
      fix: "Mend the document.",
    }),
  }),
  "record-broken": message<{ problem: string; schema: string }>({
    severity: "error",
    title: "verification.json or rulings.yaml cannot be read",
    why: "They are written by the kernel and by reviewers; a standing cannot rest on a broken one.",
    example: {
      problem: "verdict: expected one of confirmed, refuted, inconclusive",
      schema: "verification.schema.json",
    },
    say: ({ problem, schema }) => ({
      message: `The document is broken: ${problem}.`,
      expected: `a document that meets /schemas/${schema}`,
      found: problem,
      fix: "Have it written again; it is not edited by hand.",
    }),
  }),
};

const special: Record<string, string> = {
  "120000": "a symbolic link",
  "160000": "a git submodule",
  "100755": "executable",
};
