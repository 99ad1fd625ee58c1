import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { builtFiles } from "../built-files.ts";
import { buildSearchIndex } from "./build-index.ts";
import type { SearchRecord } from "./entry-record.ts";

/**
 * Makes the search index at the end of a build. Starlight's own would read every page whole, and the
 * entries' pages are many and alike.
 */
export const searchIndex = (records: readonly SearchRecord[]): AstroIntegration => ({
  name: "search-index",
  hooks: {
    "astro:build:done": async ({ dir, logger }) => {
      const folder = fileURLToPath(dir);
      const pages = builtFiles(folder).filter((file) => file.endsWith(".html"));
      await buildSearchIndex(folder, pages, records);
      logger.info(`${records.length} entries and the other pages are in the search index.`);
    },
  },
});
