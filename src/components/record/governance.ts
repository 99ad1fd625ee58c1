import type { MDXInstance } from "astro";
import { z } from "zod";
import { plainText } from "../../schemas/primitives.ts";

// Like the guides, these pages belong to the platform and not to the content tree a site is made of.
const modules = import.meta.glob<MDXInstance<Record<string, unknown>>>(
  "../../../content/governance/*.mdx",
  { eager: true },
);

const frontmatter = z.object({
  title: plainText(80),
  lede: plainText(300),
  order: z.int(),
  provisional: z.boolean(),
});

/** The governance pages in their order; one with a broken frontmatter stops the build. */
export const governancePages = Object.entries(modules)
  .map(([path, prose]) => ({
    ...frontmatter.parse(prose.frontmatter),
    slug:
      path
        .split("/")
        .at(-1)
        ?.replace(/\.mdx$/, "") ?? path,
    prose,
  }))
  .toSorted((a, b) => a.order - b.order);
