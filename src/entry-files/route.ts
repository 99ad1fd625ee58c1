import type { APIRoute, GetStaticPaths } from "astro";
import { runViews } from "../components/run/view.ts";
import { loadSite } from "../site-data.ts";
import { entryFiles, type SiteFile } from "./entry-files.ts";

/** What a development server answers for a file of an entry. */
type Props = { readonly found: SiteFile };

export const getStaticPaths = (async () => {
  const { tree, registry } = await loadSite();
  return runViews(tree, registry)
    .flatMap((view) => entryFiles(view, registry))
    .map((found) => {
      const [, id, file] = /^runs\/([^/]+)\/(.+)$/.exec(found.path) ?? [];
      const params = { id, file: file ?? found.path.replace("badges/", "") };
      return { params, props: { found } };
    });
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props: { found } }) => {
  const body = found.body();
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "content-type": found.type },
  });
};
