import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AstroIntegration, AstroPrerenderer } from "astro";
import { PageThread, type PageThreadSettings } from "./page-thread.ts";
import { sharedPrerenderer } from "./shared-prerenderer.ts";

/** What Astro's prerenderer has beside its documented face once it is set up. */
type WithApp = AstroPrerenderer & {
  readonly app?: { getSettings(): { readonly scripts: PageThreadSettings["scripts"] } };
};

/** The module that Astro bundles for making pages. */
const ENTRY = /^prerender-entry\..+\.m?js$/;

/** Plain values only: what a thread can be given. */
const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/**
 * Lets a second core make pages of a route that has many. Astro makes all of a site's pages in one
 * thread. `ready`: when pages can be made.
 */
export function pageThread(
  component: string,
  isWorthIt: () => boolean,
  ready: () => Promise<void>,
): AstroIntegration {
  let entry: string | undefined;
  let pages: PageThreadSettings["pages"] = new Map();

  const start = async (own: WithApp, warn: (words: string) => void): Promise<PageThread | null> => {
    await ready();
    if (availableParallelism() < 2 || !isWorthIt()) return null;
    const ours = [...pages].filter(([key]) => key.includes(component));
    const scripts = own.app?.getSettings().scripts;
    if (entry === undefined || ours.length !== 1 || scripts === undefined) {
      warn("Astro builds in a way not known here: all pages are made in one thread.");
      return null;
    }
    const styles = ours.map(([key, page]) => [key, { styles: plain(page.styles) }] as const);
    return new PageThread({ entry, component, pages: new Map(styles), scripts: plain(scripts) });
  };

  return {
    name: "page-thread",
    hooks: {
      "astro:config:setup": ({ updateConfig }) => {
        const plugin = {
          name: "page-thread",
          writeBundle({ dir }: { dir?: string }, bundle: Readonly<Record<string, unknown>>) {
            const name = Object.keys(bundle).find((file) => ENTRY.test(file));
            if (dir && name) entry = pathToFileURL(join(dir, name)).href;
          },
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
      "astro:build:start": ({ setPrerenderer, logger }) => {
        const warn = (words: string) => logger.warn(words);
        const made = (count: number) => logger.info(`${count} pages were made in a second thread.`);
        setPrerenderer((own) =>
          sharedPrerenderer(own, { component, start: () => start(own, warn), warn, made }),
        );
      },
      "astro:build:setup": (building) => {
        // Astro writes into these while it bundles.
        pages = building.pages;
      },
    },
  };
}
