import type { Answer, LineOfFile, Outcome, PickedFolder, Question } from "./conversation.ts";

export type Progress = Extract<Answer, { kind: "progress" }>;

/** One check of one folder, in a worker of its own that stays to answer for lines of its files. */
export class Checker {
  readonly #worker = new Worker(new URL("./check.worker.ts", import.meta.url), { type: "module" });
  readonly #waiting = new Map<number, (lines: readonly LineOfFile[]) => void>();
  #requests = 0;

  check(
    folder: PickedFolder,
    surroundings: string,
    onProgress: (progress: Progress) => void,
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#worker.addEventListener("error", ({ message }) => {
        reject(new Error(message || "The checker could not be started."));
      });
      this.#worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
        if (data.kind === "progress") onProgress(data);
        else if (data.kind === "checked") resolve(data.outcome);
        else if (data.kind === "failed") reject(new Error(data.message));
        else this.#waiting.get(data.request)?.(data.lines);
      });
      this.#ask({ kind: "check", folder, surroundings });
    });
  }

  lines(name: string, line: number, column: number): Promise<readonly LineOfFile[]> {
    this.#requests += 1;
    const request = this.#requests;
    return new Promise((resolve) => {
      this.#waiting.set(request, resolve);
      this.#ask({ kind: "lines", request, name, line, column });
    });
  }

  stop(): void {
    this.#worker.terminate();
  }

  #ask(question: Question): void {
    this.#worker.postMessage(question);
  }
}
