import type { AstroPrerenderer } from "astro";
import type { MadePage, PageThread } from "./page-thread.ts";

/** Pages on their way to the thread: it shall never wait, and the build shall not wait for it. */
const AHEAD = 8;

/** A thread that makes pages, as far as it is used here. */
export type PageMaker = Pick<PageThread, "pending" | "make" | "close">;

export type Sharing = {
  /** File of the route whose pages are shared. */
  readonly component: string;
  /** Starts the thread; null where the pages are too few for one. Called when Astro is set up. */
  readonly start: () => Promise<PageMaker | null>;
  readonly warn: (words: string) => void;
  /** Told at the end how many pages the thread has made. */
  readonly made: (pages: number) => void;
};

/** A page from the thread. A plain Response would copy it twice on its way to the file. */
class MadeResponse extends Response {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor({ status, headers, body }: MadePage) {
    super(null, { status, headers: headers.map(([name, value]) => [name, value]) });
    this.#bytes = body;
  }

  override get body() {
    const bytes = this.#bytes;
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes.buffer);
  }

  override text(): Promise<string> {
    return Promise.resolve(new TextDecoder().decode(this.#bytes));
  }
}

/**
 * Astro's own way of making pages, with a thread that makes some of those of one route. The thread
 * uses Astro where it is not meant to be used from outside, so its first page is made here as well:
 * where that is not the same, byte for byte, all pages are made here.
 */
export function sharedPrerenderer(own: AstroPrerenderer, sharing: Sharing): AstroPrerenderer {
  let thread: PageMaker | null = null;
  let state: "untried" | "on trial" | "in use" | "out of use" = "untried";
  let failed: Error | undefined;
  let shared = 0;
  // Here as well, one page is made after the other, while those that are done are written.
  let turn: Promise<unknown> = Promise.resolve();

  async function tryOut(maker: PageMaker, url: string, page: Promise<Response>): Promise<void> {
    state = "on trial";
    try {
      const [theirs, ours] = await Promise.all([maker.make(url), page]);
      const same = Buffer.from(await ours.arrayBuffer()).equals(theirs.body);
      state = same ? "in use" : "out of use";
      if (!same) sharing.warn(`The thread makes another page of ${url}; it is not used.`);
    } catch (problem) {
      // Where the build was done sooner, the thread was closed, and nothing has gone wrong.
      if (thread === null) return;
      state = "out of use";
      failed = problem instanceof Error ? problem : new Error(String(problem));
    }
  }

  const render: AstroPrerenderer["render"] = async (request, options) => {
    if (failed) throw failed;
    const isTheirs = options.routeData.component === sharing.component;
    if (!isTheirs || options.collectMetadata || thread === null) {
      return own.render(request, options);
    }
    if (state === "in use" && thread.pending < AHEAD) {
      shared += 1;
      return new MadeResponse(await thread.make(request.url));
    }
    const made = turn.then(() => own.render(request, options));
    turn = made.catch(() => undefined);
    if (state !== "untried") return made;
    const copy = made.then((page) => ("response" in page ? page.response : page).clone());
    void tryOut(thread, request.url, copy);
    return made;
  };

  return {
    ...own,
    setup: async () => {
      await own.setup?.();
      thread = await sharing.start();
    },
    render,
    teardown: async () => {
      const maker = thread;
      thread = null;
      await maker?.close();
      await own.teardown?.();
      if (failed) throw failed;
      if (maker) sharing.made(shared);
    },
  };
}
