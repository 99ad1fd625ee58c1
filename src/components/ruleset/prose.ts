import type { MDXInstance } from "astro";

type Prose = MDXInstance<{ title: string }>;

// The alias leads to the content tree the site is built from (astro.config.mjs).
const modules = import.meta.glob<Prose>("#content/rulesets/*/index.mdx", { eager: true });

const byRuleset = new Map(
  Object.entries(modules).map(([path, prose]) => [path.split("/").at(-2) ?? path, prose]),
);

/** The prose of a ruleset. Each has one; the build stops where it is missing. */
export function proseOf(rulesetId: string): Prose {
  const prose = byRuleset.get(rulesetId);
  if (prose) return prose;
  throw new Error(`rulesets/${rulesetId}/index.mdx is missing: a ruleset needs its prose`);
}
