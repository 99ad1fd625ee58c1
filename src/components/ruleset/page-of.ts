import { to } from "../../base-path.ts";
import { loadSite } from "../../site-data.ts";

/**
 * Address of a ruleset's page for texts that name a ruleset: the list of all where the content
 * tree the site is built from lacks it.
 */
export async function rulesetPage(id: string): Promise<string> {
  const { tree } = await loadSite();
  return to(tree.rulesets.some((ruleset) => ruleset.id === id) ? `/rulesets/${id}/` : "/rulesets/");
}
