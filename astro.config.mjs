import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { repositoryUrl, site } from "./src/site.ts";

// Served at the root of a host by default; GitHub Pages of a project sets IMAGEGEN_BASE.
const base = process.env.IMAGEGEN_BASE ?? "/";

export default defineConfig({
  site: new URL(site.address).origin,
  base,
  trailingSlash: "always",
  telemetry: false,
  devToolbar: { enabled: false },
  vite: { build: { cssTarget: ["chrome123", "firefox120", "safari17.5"] } },
  integrations: [
    starlight({
      title: site.title,
      description: site.description,
      favicon: "/favicon.svg",
      disable404Route: true,
      pagination: false,
      sidebar: [],
      social: [{ icon: "github", label: "GitHub", href: repositoryUrl }],
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      titleDelimiter: "·",
      customCss: ["./src/styles/theme.css", "./src/styles/flow.css"],
      head: [
        { tag: "meta", attrs: { property: "og:type", content: "website" } },
        { tag: "meta", attrs: { name: "twitter:card", content: "summary" } },
      ],
      components: {
        Header: "./src/components/shell/Header.astro",
        Footer: "./src/components/shell/Footer.astro",
        SiteTitle: "./src/components/shell/SiteTitle.astro",
        TwoColumnContent: "./src/components/shell/TwoColumnContent.astro",
        ContentPanel: "./src/components/shell/ContentPanel.astro",
        PageTitle: "./src/components/shell/PageTitle.astro",
      },
    }),
  ],
});
