import type { APIRoute, GetStaticPaths } from "astro";
import type { Card } from "../../cards/card.ts";
import { allCards } from "../../cards/cards.ts";
import { drawCard } from "../../cards/draw-card.ts";
import { rasterise } from "../../cards/rasterise.ts";
import { loadSite } from "../../site-data.ts";

/** The pictures that links to the site are shown with elsewhere. */
export const getStaticPaths = (async () => {
  const { registry } = await loadSite();
  return allCards(registry).map(({ path, card }) => ({
    params: { card: path.replace(/^\/cards\/|\.png$/g, "") },
    props: { card },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ card: () => Card }> = async ({ props }) =>
  new Response(await rasterise(drawCard(props.card())), {
    headers: { "content-type": "image/png" },
  });
