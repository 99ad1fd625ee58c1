import type { Io } from "../io.ts";

const TICK_MILLISECONDS = 200;

/** Prints one line per step: what it is, what it found, how long it took. */
export class Steps {
  readonly #io: Io;
  #number = 0;
  readonly #started = performance.now();

  constructor(io: Io) {
    this.#io = io;
  }

  /** Runs one step; `work` returns the sentence that its line ends with. */
  async step(title: string, work: () => Promise<string> | string): Promise<void> {
    this.#number += 1;
    const head = `${String(this.#number).padStart(2)}  ${title.padEnd(20)}`;
    const begun = performance.now();
    const seconds = () => ((performance.now() - begun) / 1000).toFixed(1).padStart(6);
    // A line that counts up, on a terminal only: a log file gets finished lines alone.
    const ticking = this.#io.stderr.isTTY
      ? setInterval(() => this.#io.stderr.write(`\r${head} ${seconds()} s  …`), TICK_MILLISECONDS)
      : undefined;
    try {
      const found = await work();
      this.#clear();
      this.#io.stdout.write(`${head} ${seconds()} s  ${found}\n`);
    } catch (cause) {
      this.#clear();
      this.#io.stdout.write(`${head} ${seconds()} s  stopped here\n`);
      throw cause;
    } finally {
      clearInterval(ticking);
    }
  }

  #clear(): void {
    if (this.#io.stderr.isTTY) this.#io.stderr.write("\r\u001b[K");
  }

  /** Seconds since the first step began. */
  elapsed(): number {
    return (performance.now() - this.#started) / 1000;
  }
}

/** An Io that keeps what a verb writes, for steps that show a summary of it. */
export function captured(io: Io): Io & { text(): string } {
  let text = "";
  return { stdout: { write: (part) => (text += part) }, stderr: io.stderr, text: () => text };
}

/** Thrown when the entry is stopped by a step, with what its submitter would read. */
export class Stopped extends Error {}
