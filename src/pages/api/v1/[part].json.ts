import type { APIRoute, GetStaticPaths } from "astro";
import { publishedRegistry } from "../../../api/submissions.ts";
import { jsonFile } from "../../../json-file.ts";
import type { Registry } from "../../../registry/types.ts";
import { loadSite } from "../../../site-data.ts";

/** What each file of the API holds; its version stands in all of them. */
const parts: Record<string, (registry: Registry) => unknown> = {
  registry: (registry) => publishedRegistry(registry),
  rulesets: ({ version, rulesets }) => ({ version, rulesets }),
  records: ({ version, records }) => ({ version, records }),
};

export const getStaticPaths = (() =>
  Object.keys(parts).map((part) => ({ params: { part } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadSite();
  return jsonFile(parts[params.part ?? ""]?.(registry));
};
