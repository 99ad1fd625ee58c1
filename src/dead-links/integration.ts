import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { contentDirectory } from "../content-directory.ts";
import { repositoryUrl } from "../site.ts";
import { findDeadLinks } from "./find-dead-links.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Where a path of the repository lies: content may come from elsewhere (IMAGEGEN_CONTENT). Guides and
 * governance are always those of this repository.
 */
function source(path: string): string {
  const inContent = join(contentDirectory, path.slice("content".length));
  const isContent = path === "content" || path.startsWith("content/");
  return isContent && existsSync(inContent) ? inContent : join(root, path);
}

const SHOWN = 20;

/** Stops the build at an address that leads nowhere, inside the site or into the repository. */
export const deadLinks = (base: string): AstroIntegration => ({
  name: "dead-links",
  hooks: {
    "astro:build:done": ({ dir }) => {
      const dead = findDeadLinks({
        folder: fileURLToPath(dir),
        base: base.endsWith("/") ? base : `${base}/`,
        repository: repositoryUrl,
        source,
      });
      if (dead.length === 0) return;
      const lines = dead
        .slice(0, SHOWN)
        .map(
          ({ address, pages }) => `  ${address}\n    on ${pages.length} pages, first ${pages[0]}`,
        );
      const more = dead.length > SHOWN ? `\n  and ${dead.length - SHOWN} more` : "";
      throw new Error(
        `${dead.length} addresses lead nowhere:\n${lines.join("\n")}${more}\n` +
          "Fix: mend each address where it is written, or put back what it led to.",
      );
    },
  },
});
