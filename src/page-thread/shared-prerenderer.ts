import type { AstroPrerenderer } from "astro";
import type { MadePage, PageThread } from "./page-thread.ts";

/** Pages on their way to the thread: it shall never wait, and the build shall not wait for it. */
const AHEAD = 8;

export type Sharing = {
  /** File of the route whose pages are shared. */
  readonly component: string;
  /** Starts the thread; null where the pages are too few for one. Called when Astro is set up. */
  readonly start: () => PageThread | null;
  readonly warn: (words: string) => void;
};

const responseOf = ({ status, headers, body }: MadePage) =>
  new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) });

/**
 * Astro's own way of making pages, with a thread that makes some of those of one route. The thread
 * uses Astro where it is not meant to be used from outside, so its first page is made here as well:
 * where that is not the same, byte for byte, all pages are made here.
 */
export function sharedPrerenderer(own: AstroPrerenderer, sharing: Sharing): AstroPrerenderer {
  let thread: PageThread | null = null;
  let state: "untried" | "on trial" | "in use" | "out of use" = "untried";
  let failed: Error | undefined;

  async function tryOut(url: string, page: Promise<Response>): Promise<void> {
    state = "on trial";
    try {
      const [theirs, ours] = await Promise.all([thread?.make(url), page]);
      const same = theirs && Buffer.from(await ours.arrayBuffer()).equals(theirs.body);
      state = same ? "in use" : "out of use";
      if (!same) sharing.warn(`The thread makes another page of ${url}; it is not used.`);
    } catch (problem) {
      state = "out of use";
      failed = problem instanceof Error ? problem : new Error(String(problem));
    }
  }

  const render: AstroPrerenderer["render"] = async (request, options) => {
    if (failed) throw failed;
    const shared = options.routeData.component === sharing.component && !options.collectMetadata;
    if (!shared || thread === null) return own.render(request, options);
    if (state === "in use" && thread.pending < AHEAD)
      return responseOf(await thread.make(request.url));
    const made = own.render(request, options);
    if (state !== "untried") return made;
    const copy = made.then((page) => ("response" in page ? page.response : page).clone());
    void tryOut(request.url, copy);
    return made;
  };

  return {
    ...own,
    setup: async () => {
      await own.setup?.();
      thread = sharing.start();
    },
    render,
    teardown: async () => {
      await thread?.close();
      await own.teardown?.();
      if (failed) throw failed;
    },
  };
}
