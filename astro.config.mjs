import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { contentSecurityPolicy } from "./src/check-page/build/content-security-policy.ts";
import { validatorsAhead } from "./src/check-page/build/validators-plugin.ts";
import { contentDirectory } from "./src/content-directory.ts";
import { entryPaths } from "./src/content-tree/neighbours.ts";
import { deadLinks } from "./src/dead-links/integration.ts";
import { entryFilesBesidePages } from "./src/entry-files/integration.ts";
import { pageThread } from "./src/page-thread/integration.ts";
import { entriesReadOnce } from "./src/read-once/integration.ts";
import { searchIndex } from "./src/search/integration.ts";
import { repositoryUrl, site } from "./src/site.ts";

// Served at the root of a host by default; GitHub Pages of a project sets IMAGEGEN_BASE.
const base = process.env.IMAGEGEN_BASE ?? "/";

/**
 * The prose of rulesets may lie in a content tree outside the checkout, where no node_modules is
 * found; what its MDX compiles to is then looked up from here.
 */
const contentFromElsewhere = {
  name: "content-from-elsewhere",
  enforce: "pre",
  /** @this {{ resolve(source: string, importer: string, options: object): Promise<unknown> }} */
  resolveId(/** @type {string} */ source, /** @type {string | undefined} */ importer) {
    if (!importer?.startsWith(contentDirectory) || /^[./#\0]/.test(source)) return null;
    return this.resolve(source, fileURLToPath(import.meta.url), { skipSelf: true });
  },
};

const search = searchIndex();

/** From so many entries on, threads save more than they take to start. */
const manyEntries = Number(process.env.IMAGEGEN_MANY_ENTRIES ?? 500);
const isLarge = () => entryPaths(contentDirectory).length >= manyEntries;
const reading = entriesReadOnce(contentDirectory, isLarge);

export default defineConfig({
  site: new URL(site.address).origin,
  base,
  trailingSlash: "always",
  telemetry: false,
  devToolbar: { enabled: false },
  // Keeps the space between a word and the link that follows it on the next line.
  compressHTML: true,
  // Half of them are made in a thread where there are many.
  build: { concurrency: 16 },
  markdown: { shikiConfig: { theme: "css-variables" } },
  vite: {
    build: { cssTarget: ["chrome123", "firefox120", "safari17.5"] },
    resolve: { alias: { "#content": contentDirectory } },
    plugins: [contentFromElsewhere, validatorsAhead(contentDirectory)],
    worker: { format: "es", plugins: () => [validatorsAhead(contentDirectory)] },
  },
  integrations: [
    starlight({
      title: site.title,
      description: site.description,
      favicon: "/favicon.svg",
      disable404Route: true,
      pagefind: false,
      pagination: false,
      expressiveCode: false,
      sidebar: [],
      social: [{ icon: "github", label: "GitHub", href: repositoryUrl }],
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      titleDelimiter: "·",
      customCss: [
        "@fontsource-variable/inter/wght.css",
        "./src/styles/theme.css",
        "./src/styles/flow.css",
      ],
      head: [
        { tag: "meta", attrs: { property: "og:type", content: "website" } },
        { tag: "meta", attrs: { name: "twitter:card", content: "summary" } },
      ],
      components: {
        Head: "./src/components/shell/Head.astro",
        Header: "./src/components/shell/Header.astro",
        Footer: "./src/components/shell/Footer.astro",
        SiteTitle: "./src/components/shell/SiteTitle.astro",
        PageSidebar: "./src/components/shell/PageSidebar.astro",
        TwoColumnContent: "./src/components/shell/TwoColumnContent.astro",
        ContentPanel: "./src/components/shell/ContentPanel.astro",
        PageTitle: "./src/components/shell/PageTitle.astro",
      },
    }),
    reading,
    entryFilesBesidePages(search.take, reading.ready),
    pageThread("src/pages/runs/[id]/index.astro", isLarge, reading.ready),
    search,
    deadLinks(base),
    search.written,
    contentSecurityPolicy([
      "submit/check/index.html",
      "submit/new/index.html",
      "compare/index.html",
    ]),
  ],
});
