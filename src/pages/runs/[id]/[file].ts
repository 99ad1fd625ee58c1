import type { APIRoute, GetStaticPaths } from "astro";
import { byId } from "../../../by-id.ts";
import { bytesOf, contentTypeOf, servedFiles } from "../../../components/run/entry-files.ts";
import { loadSite } from "../../../site-data.ts";

/** The files of every entry, beside its page, byte for byte. */
export const getStaticPaths = (async () => {
  const { tree } = await loadSite();
  return tree.entries.flatMap((entry) =>
    servedFiles(entry).map(({ name }) => ({
      params: { id: entry.id, file: name },
    })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { tree } = await loadSite();
  const { id = "", file = "" } = params;
  const entry = byId(tree.entries, id);
  const type = contentTypeOf(file);
  if (!entry || type === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(bytesOf(entry, file)), { headers: { "content-type": type } });
};
