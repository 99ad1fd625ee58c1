import { to } from "../../base-path.ts";
import { loadSite } from "../../site-data.ts";

/**
 * Address of a ruleset's page, or of a place on it, for texts that name a ruleset: the list of all
 * where the content tree the site is built from lacks it.
 */
export async function rulesetPage(id: string, fragment = ""): Promise<string> {
  const { tree } = await loadSite();
  const known = tree.rulesets.some((ruleset) => ruleset.id === id);
  return to(known ? `/rulesets/${id}/${fragment}` : "/rulesets/");
}
