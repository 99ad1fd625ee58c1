import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { AstroIntegration } from "astro";
import type { SearchRecord } from "../search/entry-record.ts";

function write(folder: string): Promise<SearchRecord[]> {
  const worker = new Worker(new URL("./write.worker.ts", import.meta.url), { workerData: folder });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/**
 * The files of the entries, a dozen each. In a build they do not go through Astro, which takes a
 * millisecond for each, but are written beside the pages by a thread, as soon as entries can be had; a
 * development server makes those that are asked for. What the thread knows of the entries for the search
 * is handed on.
 */
export function entryFilesBesidePages(
  found: (coming: Promise<readonly SearchRecord[]>) => void,
  ready: () => Promise<void>,
): AstroIntegration {
  let writing: Promise<SearchRecord[]> | undefined;
  let folder = "";
  return {
    name: "entry-files",
    hooks: {
      "astro:config:setup": ({ command, injectRoute }) => {
        if (command !== "dev") return;
        const entrypoint = new URL("./route.ts", import.meta.url);
        injectRoute({ pattern: "/runs/[id]/[...file]", entrypoint });
        injectRoute({ pattern: "/badges/[file]", entrypoint });
      },
      "astro:config:done": ({ config }) => {
        folder = fileURLToPath(config.outDir);
      },
      // The first moment after the folder was emptied.
      "astro:build:setup": () => {
        if (writing !== undefined) return;
        writing = ready().then(() => write(folder));
        // Heard of at the end, where it can stop the build.
        writing.catch(() => undefined);
        found(writing);
      },
      "astro:build:done": async () => {
        await writing;
      },
    },
  };
}
