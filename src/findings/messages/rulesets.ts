import type { FrozenFile } from "../../schemas/frozen.ts";
import { didYouMean, message } from "./message.ts";

/** Rulesets: a change of the rules is a new version, and clauses keep their names. */
export const rulesetMessages = {
  "ruleset-changed": message<{ ruleset: string; file: FrozenFile }>({
    severity: "error",
    title: "A published ruleset was edited",
    why: "Entries were made under a published ruleset, and rulings cite its words. Whoever reads an entry has to find the rules of its day, so a published version never changes: a change of the rules is a new version.",
    example: { ruleset: "2026h1-v1", file: "ruleset.yaml" },
    say: ({ ruleset, file }) => ({
      message: `${ruleset} was published, and its ${file} is not what was published.`,
      expected: "the bytes that rulesets/frozen.json names; only `status` may change",
      found: "other bytes",
      fix: `Put the file back (git checkout main -- content/rulesets/${ruleset}/${file}). For a change of the rules copy the folder to a new version with \`status: draft\`, edit that, and publish it with \`npx imagegen-speedrun publish <version>\`.`,
    }),
  }),
  "ruleset-gone": message<{ ruleset: string }>({
    severity: "error",
    title: "A published ruleset is gone",
    why: "Nothing is deleted: entries of a superseded ruleset stay readable with the rules they were made under.",
    example: { ruleset: "2026h1-v1" },
    say: ({ ruleset }) => ({
      message: `${ruleset} was published, and its folder is not there any more, or is a draft again.`,
      expected: `rulesets/${ruleset}/ with status published or superseded`,
      found: "none",
      fix: `Put the folder back (git checkout main -- content/rulesets/${ruleset}).`,
    }),
  }),
  "ruleset-not-frozen": message<{ ruleset: string; status: string }>({
    severity: "error",
    title: "A ruleset was published by hand",
    why: "Publishing freezes a version by its digest. One that only says `published` could still be edited unseen.",
    example: { ruleset: "2026h2-v1", status: "published" },
    say: ({ ruleset, status }) => ({
      message: `${ruleset} has the status ${status}, and rulesets/frozen.json does not know it.`,
      expected: "a version that was frozen when it was published",
      found: `status: ${status}`,
      fix: `Set \`status: draft\` again and run \`npx imagegen-speedrun publish ${ruleset}\`.`,
    }),
  }),
  "ruleset-thawed": message<{ ruleset: string }>({
    severity: "error",
    title: "The digest of a published ruleset was changed",
    why: "rulesets/frozen.json only grows. Who changes a digest in it could change the rules behind entries that are there already.",
    example: { ruleset: "2026h1-v1" },
    say: ({ ruleset }) => ({
      message: `rulesets/frozen.json says something else of ${ruleset} than the branch this is merged into.`,
      expected: "the digests that were written when it was published",
      found: "other digests, or none",
      fix: "Put rulesets/frozen.json back as it is on main; `npx imagegen-speedrun publish` adds to it.",
    }),
  }),
  "frozen-broken": message<{ problem: string }>({
    severity: "error",
    title: "The list of published rulesets cannot be read",
    why: "rulesets/frozen.json holds the digests of published rulesets; without it nobody notices an edit.",
    example: { problem: "it is no JSON" },
    say: ({ problem }) => ({
      message: `rulesets/frozen.json is broken: ${problem}.`,
      expected: "an object: version → digests of ruleset.yaml and index.mdx",
      found: problem,
      fix: "Put it back as it is on main (git checkout main -- content/rulesets/frozen.json).",
    }),
  }),
  "clause-twice": message<{ ruleset: string; clause: string; first: number }>({
    severity: "error",
    title: "Two clauses have the same id",
    why: "Rulings cite clauses by their ids, for good: each means one thing.",
    example: { ruleset: "2026h1-v1", clause: "R4", first: 29 },
    say: ({ ruleset, clause, first }) => ({
      message: `${ruleset} has a second clause ${clause}.`,
      expected: "each id once",
      found: `${clause}, first in line ${first}`,
      fix: "Give the later clause the next free number.",
    }),
  }),
  "clause-unknown": message<{ ruleset: string; clause: string; nearest: string | null }>({
    severity: "error",
    title: "A clause that does not exist is cited",
    why: "A ruling or an example names the clause it rests on, so that anybody can look up its words.",
    example: { ruleset: "2026h1-v1", clause: "R41", nearest: "R4" },
    say: ({ ruleset, clause, nearest }) => ({
      message: `${ruleset} has no clause ${clause}.${didYouMean(nearest)}`,
      expected: `the id of a clause in rulesets/${ruleset}/index.mdx`,
      found: clause,
      fix: "Cite a clause of the ruleset version that is meant.",
    }),
  }),
  "examples-broken": message<{ problem: string }>({
    severity: "error",
    title: "The examples of a ruleset cannot be read",
    why: "examples.yaml explains clauses by cases that are within them, or not.",
    example: { problem: "examples.0.allowed: Invalid input: expected boolean, received string" },
    say: ({ problem }) => ({
      message: `The examples are broken: ${problem}.`,
      expected: "`examples:`, a list of {clause, allowed, case, because}",
      found: problem,
      fix: "Mend the file.",
    }),
  }),
} as const;
