import { contentDirectory } from "./content-directory.ts";
import { readContent } from "./content-tree/read-content.ts";
import { readDiscussions } from "./content-tree/read-discussions.ts";
import { renderText } from "./findings/render/text.ts";
import { buildRegistry } from "./registry/index.ts";
import type { ContentTree, Registry } from "./registry/types.ts";

async function load(): Promise<{ tree: ContentTree; registry: Registry }> {
  const { findings, ...tree } = await readContent(contentDirectory);
  // A site that leaves an entry out in silence would be worse than none.
  if (findings.length > 0) {
    throw new Error(`The content tree is broken:\n\n${renderText(findings)}`);
  }
  return { tree, registry: buildRegistry(tree) };
}

let loading: ReturnType<typeof load> | undefined;

/** The content tree and its registry, read once per build. */
export function loadSite(): ReturnType<typeof load> {
  loading ??= load();
  return loading;
}

let threads: ReturnType<typeof readDiscussions> | undefined;

/** The mirrored public threads, read once per build. */
export function loadDiscussions(): ReturnType<typeof readDiscussions> {
  threads ??= readDiscussions(contentDirectory);
  return threads;
}
