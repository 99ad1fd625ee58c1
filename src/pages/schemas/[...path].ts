import type { APIRoute, GetStaticPaths } from "astro";
import { jsonFile } from "../../json-file.ts";
import { publishedSchemas } from "../../schemas/publish.ts";
import type { JsonSchema } from "../../schemas/tightening.ts";
import { permanentUrl } from "../../site.ts";
import { loadSite } from "../../site-data.ts";

export const getStaticPaths = (async () => {
  const { tree } = await loadSite();
  const schemas = publishedSchemas(tree.rulesets, permanentUrl("/schemas/"));
  return [...schemas].map(([path, schema]) => ({ params: { path }, props: { schema } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ schema: JsonSchema }> = ({ props }) => jsonFile(props.schema);
