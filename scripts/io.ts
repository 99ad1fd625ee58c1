/** Where a verb writes: `process` fits, and so does a pair of strings in a test. */
export type Io = {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
};

/** A mistake in how a verb was called, or in its surroundings: shown as it is, exit code 2. */
export class Misuse extends Error {}
