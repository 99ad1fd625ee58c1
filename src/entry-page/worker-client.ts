import type { Answer, Imported, PackedFile, Question, Reading } from "./conversation.ts";

/** An import that did not work, with the format that was tried. */
export class ImportFailed extends Error {
  readonly format: string | null;
  constructor(message: string, format: string | null) {
    super(message);
    this.format = format;
  }
}

type Waiting = {
  readonly answer: (answer: Answer) => void;
  readonly fail: (cause: Error) => void;
};
type Asked = Question extends infer One
  ? One extends Question
    ? Omit<One, "request">
    : never
  : never;

/** The page's side of the worker: each question has its answer. */
export class EntryWorker {
  readonly #worker = new Worker(new URL("./entry.worker.ts", import.meta.url), { type: "module" });
  readonly #waiting = new Map<number, Waiting>();
  #requests = 0;

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.request);
      if (data.kind === "failed") waiting?.fail(new ImportFailed(data.message, data.format));
      else waiting?.answer(data);
      if (data.kind !== "progress") this.#waiting.delete(data.request);
    });
    this.#worker.addEventListener("error", ({ message }) => {
      for (const { fail } of this.#waiting.values())
        fail(new Error(message || "The reader stopped."));
    });
  }

  #ask(question: Asked, answer: (answer: Answer) => void, fail: (cause: Error) => void): void {
    this.#requests += 1;
    const request = this.#requests;
    this.#waiting.set(request, { answer, fail });
    this.#worker.postMessage({ ...question, request });
  }

  import(file: File, reading: Reading, onProgress: (share: number) => void): Promise<Imported> {
    return new Promise((resolve, reject) => {
      this.#ask(
        { kind: "import", file, reading },
        (answer) => {
          if (answer.kind === "progress") onProgress(answer.done / answer.all);
          else if (answer.kind === "imported") resolve(answer.imported);
        },
        reject,
      );
    });
  }

  digest(file: Blob): Promise<string> {
    return new Promise((resolve, reject) => {
      const take = (answer: Answer) => answer.kind === "digest" && resolve(answer.sha256);
      this.#ask({ kind: "digest", file }, take, reject);
    });
  }

  pack(files: readonly PackedFile[]): Promise<Blob> {
    return new Promise((resolve, reject) => {
      const take = (answer: Answer) => answer.kind === "packed" && resolve(answer.zip);
      this.#ask({ kind: "pack", files }, take, reject);
    });
  }
}
