import { Worker } from "node:worker_threads";

/** What the thread needs to make pages of one route as the build makes them. */
export type PageThreadSettings = {
  /** Address of the module that Astro bundled for making pages. */
  readonly entry: string;
  /** File that the route is written in, from the root of the repository. */
  readonly component: string;
  /** What Astro found out about the route while bundling, by its own key. */
  readonly pages: ReadonlyMap<string, { readonly styles: readonly unknown[] }>;
  /** Scripts that integrations put into every page. */
  readonly scripts: readonly unknown[];
};

export type Asked = { readonly number: number; readonly url: string };
export type MadePage = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
};
export type Answer = { readonly number: number } & (
  | { readonly page: MadePage }
  | { readonly problem: Error }
);

type Waiting = { resolve: (page: MadePage) => void; reject: (problem: Error) => void };

/** A thread that makes pages when it is asked to. */
export class PageThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #ended: Error | undefined;

  constructor(settings: PageThreadSettings) {
    this.#worker = new Worker(new URL("./page.worker.ts", import.meta.url), {
      workerData: settings,
    });
    this.#worker.on("message", (answer: Answer) => this.#take(answer));
    this.#worker.on("error", (problem) => this.#end(problem));
    this.#worker.on("exit", () => this.#end(new Error("The thread that makes pages has ended.")));
  }

  /** Pages that were asked for and have not come yet. */
  get pending(): number {
    return this.#waiting.size;
  }

  make(url: string): Promise<MadePage> {
    if (this.#ended) return Promise.reject(this.#ended);
    const number = this.#asked;
    this.#asked += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, url } satisfies Asked);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ("page" in answer) waiting?.resolve(answer.page);
    else waiting?.reject(answer.problem);
  }

  #end(problem: Error): void {
    this.#ended ??= problem;
    for (const { reject } of this.#waiting.values()) reject(problem);
    this.#waiting.clear();
  }
}
