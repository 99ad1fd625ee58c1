import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { contentDirectory } from "../content-directory.ts";
import { repositoryUrl } from "../site.ts";
import { findDeadLinks } from "./find-dead-links.ts";

const SHOWN = 20;

/** Stops the build at an address that leads nowhere, inside the site or into the repository. */
export const deadLinks = (base: string): AstroIntegration => ({
  name: "dead-links",
  hooks: {
    "astro:build:done": async ({ dir }) => {
      const dead = await findDeadLinks({
        folder: fileURLToPath(dir),
        base: base.endsWith("/") ? base : `${base}/`,
        repository: repositoryUrl,
        checkout: fileURLToPath(new URL("../..", import.meta.url)),
        content: contentDirectory,
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
