import type { APIRoute } from "astro";
import { atomFeed, feedItems } from "../feeds/atom.ts";
import { loadSite } from "../site-data.ts";

/** Records and rulings for feed readers. */
export const GET: APIRoute = async () => {
  const { registry, precedents } = await loadSite();
  return new Response(atomFeed(feedItems(registry, precedents)), {
    headers: { "content-type": "application/atom+xml; charset=utf-8" },
  });
};
