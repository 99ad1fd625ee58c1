import type { APIRoute, GetStaticPaths } from "astro";
import { badge } from "../../feeds/badge.ts";
import type { RegistrySubmission } from "../../registry/types.ts";
import { loadSite } from "../../site-data.ts";

/** A badge for each entry, to be shown where its code lies. */
export const getStaticPaths = (async () => {
  const { registry } = await loadSite();
  return registry.submissions.map((entry) => ({ params: { id: entry.id }, props: { entry } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ entry: RegistrySubmission }> = ({ props }) =>
  new Response(badge(props.entry), { headers: { "content-type": "image/svg+xml" } });
