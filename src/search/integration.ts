import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { builtFiles } from "../built-files.ts";
import { SearchIndex } from "./build-index.ts";
import type { SearchRecord } from "./entry-record.ts";

/**
 * Makes the search index of a build. Starlight's own would read every page whole, and the entries'
 * pages are many and alike; their records go in while the pages are made.
 */
export function searchIndex(): AstroIntegration & {
  take: (coming: Promise<readonly SearchRecord[]>) => void;
} {
  let index: SearchIndex | undefined;
  let recording: Promise<number> | undefined;
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
      "astro:build:done": async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        try {
          const entries = await recording;
          const pages = builtFiles(folder).filter((file) => file.endsWith(".html"));
          await index?.write(folder, pages);
          logger.info(`${entries} entries and the other pages are in the search index.`);
        } finally {
          await index?.close();
        }
      },
    },
  };
}
