import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Registry } from "../../src/registry/types.ts";
import type { PublishedRegistry } from "../../src/schemas/published-api.ts";

/** The registry that a built site publishes, put together from its pieces as a reader would. */
export function builtRegistry(site: string): Registry {
  const read = (path: string) => JSON.parse(readFileSync(join(site, "api", "v1", path), "utf8"));
  const published: PublishedRegistry = read("registry.json");
  const submissions = published.submissions.files.flatMap(({ path }) => read(path).submissions);
  if (submissions.length !== published.submissions.total) throw new Error("a piece is missing");
  return { ...published, submissions };
}
