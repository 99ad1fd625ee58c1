import { didYouMean, either, message, shown } from "./message.ts";

const means = (description: string | null) => (description === null ? "" : ` ${description}`);

/** Where result.json does not have the shape that its ruleset and track ask for. */
export const schemaMessages = {
  "schema-missing-field": message<{
    field: string;
    description: string | null;
    example: unknown;
    fields: "field" | "item";
  }>({
    severity: "error",
    title: "A mandatory field is missing",
    why: "Each mandatory field is one that reviewers or readers needed in order to judge a claim.",
    example: {
      field: "commit",
      description: "Full commit SHA that was run.",
      example: undefined,
      fields: "field",
    },
    say: ({ field, description, example }) => ({
      message: `${shown(field)} is missing.${means(description)}`,
      expected: `a field ${shown(field)}${example === undefined ? "" : `, for example ${shown(example)}`}`,
      found: "no such field",
      fix: `Add ${shown(field)}.`,
    }),
  }),
  "schema-unknown-field": message<{
    field: string;
    known: readonly string[];
    nearest: string | null;
  }>({
    severity: "error",
    title: "A field is not known here",
    why: "A misspelt field would otherwise be lost in silence.",
    example: {
      field: "clock",
      known: ["clock_seconds", "samples_seen", "metrics"],
      nearest: "clock_seconds",
    },
    say: ({ field, known, nearest }) => ({
      message: `There is no field ${shown(field)} here.${didYouMean(nearest)}`,
      expected: either(known),
      found: shown(field),
      fix:
        nearest === null
          ? "Remove it; free text belongs in `notes`."
          : `Rename it to ${shown(nearest)}.`,
    }),
  }),
  "schema-wrong-type": message<{ expected: string; value: unknown; description: string | null }>({
    severity: "error",
    title: "A value has the wrong type",
    why: "A number in quotes is text, and text cannot be compared. Units stand in the field's name, not in the value.",
    example: { expected: "number", value: "61.5 s", description: "Unit: s." },
    say: ({ expected, value, description }) => ({
      message: `This has to be ${article(expected)}.${means(description)}`,
      expected,
      found: `${typeOf(value)} ${shown(value)}`,
      fix:
        typeof value === "string" && /^-?[\d.]+$/.test(value)
          ? "Remove the quotes."
          : `Write ${article(expected)}.`,
    }),
  }),
  "schema-not-allowed": message<{
    value: unknown;
    allowed: readonly unknown[];
    nearest: string | null;
  }>({
    severity: "error",
    title: "A value is not one of those allowed",
    why: "The ruleset lists what may stand here.",
    example: { value: "8xH100", allowed: ["8xh100", "other"], nearest: "8xh100" },
    say: ({ value, allowed, nearest }) => ({
      message: `${shown(value)} is not allowed here.${didYouMean(nearest)}`,
      expected: either(allowed),
      found: shown(value),
      fix: `Write ${either(allowed)}.`,
    }),
  }),
  "schema-wrong-form": message<{ value: unknown; description: string; example: unknown }>({
    severity: "error",
    title: "A value does not have the right form",
    why: "Dates, digests, addresses and file names have a fixed form, so that machines can follow them. Control characters are refused everywhere: they can hide what is shown.",
    example: {
      value: "1 Feb 2026",
      description: "Calendar date, YYYY-MM-DD.",
      example: "2026-01-30",
    },
    say: ({ value, description, example }) => ({
      message: `${shown(value)} does not have the right form. ${description}`.trim(),
      expected:
        `${description}${example === undefined ? "" : ` For example ${shown(example)}.`}`.trim(),
      found: shown(value),
      fix: example === undefined ? "Write it in that form." : `Write it like ${shown(example)}.`,
    }),
  }),
  "schema-out-of-range": message<{ value: unknown; bound: string; description: string | null }>({
    severity: "error",
    title: "A value is out of range",
    why: "The ruleset, or the track, sets a limit here.",
    example: { value: -3, bound: "at least 0", description: "Unit: s." },
    say: ({ value, bound, description }) => ({
      message: `This has to be ${bound}.${means(description)}`,
      expected: bound,
      found: shown(value),
      fix: `Give a value that is ${bound}.`,
    }),
  }),
  "statement-missing": message<{ statement: string; text: string; value: unknown }>({
    severity: "error",
    title: "A statement is not signed",
    why: "Some rules no machine can check. Submitters state that they kept them, one statement each.",
    example: {
      statement: "no_extra_labelled_data",
      text: "Only the training split was used.",
      value: false,
    },
    say: ({ statement, text, value }) => ({
      message: `The statement ${shown(statement)} is not signed. It says: ${text}`,
      expected: "true",
      found: shown(value),
      fix: `If it is true of your entry, write "${statement}": true in \`statements\`. If it is not, this track is not for it.`,
    }),
  }),
  "schema-more-problems": message<{ count: number; shown: number }>({
    severity: "error",
    title: "result.json has more problems than are listed",
    why: "A file with so many faults is of another kind than asked for. The first ones show which.",
    example: { count: 1200, shown: 100 },
    say: ({ count, shown: listed }) => ({
      message: `result.json has ${count} places that do not meet its schema; the first ${listed} are listed.`,
      expected: "a document that meets its schema",
      found: `${count} places`,
      fix: "Mend what is listed and check again.",
    }),
  }),
};

const article = (type: string) => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
const typeOf = (value: unknown) =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
