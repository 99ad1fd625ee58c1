import type { APIRoute, GetStaticPaths } from "astro";
import { neighbourPieces } from "../../../../../api/surroundings.ts";
import { loadSite } from "../../../../../site-data.ts";

/** The ids and digests of all entries, in pieces, for the checker of the site. */
export const getStaticPaths = (async () => {
  const { tree } = await loadSite();
  const { ids, digests } = neighbourPieces(tree.entries);
  return [
    ...ids.map((content, index) => ({
      params: { kind: "ids", piece: String(index + 1) },
      props: { content },
    })),
    ...[...digests].map(([piece, content]) => ({
      params: { kind: "digests", piece },
      props: { content },
    })),
  ];
}) satisfies GetStaticPaths;

/** Without spaces: programs read it. */
export const GET: APIRoute = ({ props }) => Response.json(props["content"]);
