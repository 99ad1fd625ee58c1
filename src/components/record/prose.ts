import type { MDXInstance } from "astro";

// The alias leads to the content tree the site is built from (astro.config.mjs).
const modules = import.meta.glob<MDXInstance<Record<string, unknown>>>("#content/meetings/*.mdx", {
  eager: true,
});

const byDate = new Map(
  Object.entries(modules).map(([path, prose]) => [path.slice(-14, -4), prose]),
);

/** The prose of minutes, below their frontmatter. */
export function minutesProse(date: string): MDXInstance<Record<string, unknown>> {
  const prose = byDate.get(date);
  if (prose) return prose;
  throw new Error(`meetings/${date}.mdx was read and is not there to be shown`);
}
