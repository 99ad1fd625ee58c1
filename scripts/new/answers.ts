import { createInterface } from "node:readline/promises";
import { BLANK } from "../../src/checks/blanks.ts";
import { type Answers, type Question, questions } from "../../src/new-entry/questions.ts";

/** Flags of the questions, for node:util's parseArgs. */
export const questionFlags = Object.fromEntries(
  Object.keys(questions).map((name) => [name, { type: "string" }] as const),
) as { readonly [question in Question]: { readonly type: "string" } };

/** Names shown with the question; the page of techniques has all. */
const MOST_SHOWN = 20;

/** Asks on a terminal for what no flag said; an empty answer leaves the blank. */
export async function asked(given: Answers, known: () => readonly string[]): Promise<Answers> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return given;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answers: { [question in Question]?: string } = {};
  try {
    process.stdout.write(`Enter leaves a blank (${BLANK}) to be filled later.\n`);
    for (const name of Object.keys(questions) as Question[]) {
      if (name === "techniques" && given[name] === undefined) {
        const names = known().slice(0, MOST_SHOWN);
        if (names.length > 0) process.stdout.write(`Names in use: ${names.join(", ")}\n`);
      }
      answers[name] = given[name] ?? (await terminal.question(`${questions[name].ask}: `));
    }
  } finally {
    terminal.close();
  }
  return answers;
}
