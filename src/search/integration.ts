import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { builtFiles } from "../built-files.ts";
import { giveMemoryBack } from "../give-memory-back.ts";
import { SearchIndex } from "./build-index.ts";
import type { SearchRecord } from "./entry-record.ts";

/**
 * Makes the search index of a build. Starlight's own would read every page whole, and the entries'
 * pages are many and alike; their records go in while the pages are made. The indexer is a process of
 * its own: what stands between this integration and `written` goes on beside it.
 */
export function searchIndex(): AstroIntegration & {
  take: (coming: Promise<readonly SearchRecord[]>) => void;
  written: AstroIntegration;
} {
  let index: SearchIndex | undefined;
  let recording: Promise<number> | undefined;
  let writing: Promise<number | undefined> | undefined;

  async function write(folder: string): Promise<number | undefined> {
    try {
      const entries = await recording;
      const pages = builtFiles(folder).filter((file) => file.endsWith(".html"));
      await index?.write(folder, pages);
      return entries;
    } finally {
      await index?.close();
    }
  }

  return {
    name: "search-index",
    take: (coming) => {
      const made = new SearchIndex();
      index = made;
      recording = coming.then((records) => made.record(records).then(() => records.length));
      // Heard of at the end, where it can stop the build.
      recording.catch(() => undefined);
    },
    hooks: {
      "astro:build:done": ({ dir }) => {
        // The indexer takes as much as the pages took, and they are made.
        giveMemoryBack();
        writing = write(fileURLToPath(dir));
        // Heard of by `written`.
        writing.catch(() => undefined);
      },
    },
    written: {
      name: "search-index-written",
      hooks: {
        "astro:build:done": async ({ logger }) => {
          logger.info(`${await writing} entries and the other pages are in the search index.`);
        },
      },
    },
  };
}
