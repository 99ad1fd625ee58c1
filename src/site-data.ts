import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { contentDirectory } from "./content-directory.ts";
import { buildRegistry } from "./registry/index.ts";
import type { ContentTree, Registry } from "./registry/types.ts";
import { rulesetSchema } from "./schemas/ruleset.ts";

// Stand-in until src/content-tree/read-content.ts exists: rulesets only.
async function load(): Promise<{ tree: ContentTree; registry: Registry }> {
  const folder = join(contentDirectory, "rulesets");
  const rulesets = readdirSync(folder).map((id) =>
    rulesetSchema.parse(parse(readFileSync(join(folder, id, "ruleset.yaml"), "utf8"))),
  );
  const tree: ContentTree = { rulesets, entries: [] };
  return { tree, registry: buildRegistry(tree) };
}

let loading: ReturnType<typeof load> | undefined;

/** The content tree and its registry, read once per build. */
export function loadSite(): ReturnType<typeof load> {
  loading ??= load();
  return loading;
}
