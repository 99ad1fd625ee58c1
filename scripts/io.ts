import { appendFileSync } from "node:fs";

/** Where a verb writes: `process` fits, and so does a pair of strings in a test. */
export type Io = {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  /** Environment variables; verbs that talk to GitHub take their token and repository from it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
};

/** A mistake in how a verb was called, or in its surroundings: shown as it is, exit code 2. */
export class Misuse extends Error {}

/**
 * Hands a value on to later steps of a workflow; on a laptop nothing happens. Values are ours and
 * have one line: a line feed could begin another output.
 */
export function setOutput(io: Io, name: string, value: string): void {
  const file = (io.env ?? process.env)["GITHUB_OUTPUT"];
  if (/[\r\n]/.test(value)) throw new Error(`the output ${name} has more than one line`);
  if (file) appendFileSync(file, `${name}=${value}\n`);
}
